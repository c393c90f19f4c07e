"""What a tool call would write, by the shape of its arguments: clients differ in names, hardly in what they mean.

A call without a text to write (read, search, fetch) has no edits. One of a tool that only writes and does not say what
can be judged by nobody. The shapes were recorded from real clients; see `tests/harnesses/`.
"""

from __future__ import annotations

from mneme_cli.model.event import Edit
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Given = dict[str, Any]

_PATHS = ("file_path", "filePath", "path", "absolute_path", "target_file", "notebook_path")
_WHOLE = ("content", "contents", "file_text", "fileText", "text")
_OLD = ("old_string", "oldString", "old_str", "oldStr", "old_text")
_NEW = ("new_string", "newString", "new_str", "newStr", "new_text")
_EVERY = ("replace_all", "replaceAll", "allow_multiple")
_PARTS = ("edits", "replacements")
_PATCHES = ("patchText", "patch", "input", "command")
_DELETES = ("Delete", "delete_file", "deleteFile")
_SHELLS = (
    *("Bash", "bash", "Shell", "shell", "Execute", "exec_command", "run_shell_command", "run_command"),
    *("execute_bash", "execute_command", "runTerminalCommand", "run_in_terminal", "runInTerminal", "local_shell"),
)
_WRITERS = (
    *("Write", "Edit", "MultiEdit", "NotebookEdit", "Create", "ApplyPatch", "write", "edit", "multiedit", "create"),
    *("notebook_edit", "apply_patch", "write_file", "replace", "fs_write", "str_replace"),
)
"""Tools that do nothing but write, as the clients name them."""
_FOLDERS = ("workdir", "dir_path", "directory")
_PATCH = "*** Begin Patch"


def edits(tool: str, given: Any) -> tuple[Edit, ...]:
    """Return what a call would write, in order; () if nothing. given: as `plain` has it, here and below.

    Raises:
        ValueError: it is a tool that writes, or a shell, and its arguments do not say what.
    """
    found = shaped(tool, given)
    if found or tool not in (*_WRITERS, *_DELETES, *_SHELLS):
        return found
    if tool in _SHELLS and isinstance(given, dict) and given.get("command") in ("", []):
        return ()
    raise ValueError(f"the arguments of {tool} do not say what it would {'run' if tool in _SHELLS else 'write'}")


def shaped(tool: str, given: Any) -> tuple[Edit, ...]:
    """Return what can be read of a call."""
    if isinstance(given, str):
        return (Edit(path="", how="patch", text=given),) if _PATCH in given else ()
    if not isinstance(given, dict):
        return ()
    if tool in _SHELLS:
        command = _command(given)
        return (Edit(path="", how="shell", text=command),) if command else ()
    if patch := next((said for key in _PATCHES if _PATCH in (said := word(given, key))), ""):
        return (Edit(path="", how="patch", text=patch),)
    path = first(given, _PATHS)
    if tool in _DELETES:
        return (Edit(path=path, how="delete"),) if path else ()
    if "new_source" in given or "notebook_path" in given:
        return _cell(path, given)
    return _written(path, given)


def plain(given: Any) -> Any:
    """Return the arguments of a call; those that came as the text of a JSON object, as the object."""
    if not isinstance(given, str) or not given.lstrip().startswith("{"):
        return given
    try:
        read = loads(given)
    except ValueError:
        return given
    return read if isinstance(read, dict) else given


def folder(given: Any, cwd: str) -> str:
    """Return where a call's relative paths begin: where the client stands, unless the call says where to run."""
    said = first(given, _FOLDERS) if isinstance(given, dict) else ""
    if not said:
        return cwd
    return said if said.startswith("/") else f"{cwd}/{said}"


def _command(given: Given) -> str:
    said = given.get("command")
    if isinstance(said, list):  # argv: ["bash", "-lc", "…"]
        words = [each for each in said if isinstance(each, str)]
        return words[-1] if len(words) == 3 and words[1] in ("-c", "-lc") else " ".join(words)
    return said if isinstance(said, str) else ""


def _cell(path: str, given: Given) -> tuple[Edit, ...]:
    if not path:
        return ()
    cell = given.get("cell_id", given.get("cell_number", ""))
    return (
        Edit(
            path=path,
            how="cell",
            text=word(given, "new_source"),
            old=str(cell) if isinstance(cell, (str, int)) else "",
            mode=word(given, "edit_mode") or "replace",
            kind=word(given, "cell_type"),
        ),
    )


def _written(path: str, given: Given) -> tuple[Edit, ...]:
    """Read a whole text, or one replacement, or several; the parts of several may each have a path of their own."""
    several = next((given[key] for key in _PARTS if isinstance(given.get(key), list)), None)
    if several is not None:
        parts = [part for part in several if isinstance(part, dict) and any(key in part for key in _NEW)]
        named = [(first(part, _PATHS) or path, part) for part in parts]
        return tuple(_replacement(where, part) for where, part in named if where)
    if not path:
        return ()
    if any(key in given for key in _NEW):
        return (_replacement(path, given),)
    whole = next((given[key] for key in _WHOLE if isinstance(given.get(key), str)), None)
    return () if whole is None else (Edit(path=path, how="whole", text=whole),)


def _replacement(path: str, part: Given) -> Edit:
    """An empty old text makes the file, as every client has it."""
    old, new = first(part, _OLD), first(part, _NEW)
    if not old and not any(part.get(key) for key in _OLD):
        return Edit(path=path, how="replace", text=new)
    every = any(part.get(key) is True for key in _EVERY)
    return Edit(path=path, how="replace", text=new, old=old, every=every)


def word(given: Given, key: str) -> str:
    """Return a text of a payload; whatever is no text is none."""
    said = given.get(key)
    return said if isinstance(said, str) else ""


def first(given: Given, keys: tuple[str, ...]) -> str:
    """Return the first text that is there."""
    return next((said for key in keys if (said := word(given, key))), "")
