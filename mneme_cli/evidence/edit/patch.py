"""A patch → edits of one file each: the envelope that GPT models write on every client, or a unified diff.

The envelope: https://github.com/openai/codex/blob/main/codex-rs/apply-patch/apply_patch_tool_instructions.md.
"""

from __future__ import annotations

from mneme_cli.model.event import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEGIN, _END, _LAST = "*** Begin Patch", "*** End Patch", "*** End of File"
_ADD, _DELETE, _UPDATE, _MOVE = "*** Add File: ", "*** Delete File: ", "*** Update File: ", "*** Move to: "
_FILES = (_ADD, _DELETE, _UPDATE)
_NOWHERE = "/dev/null"


def read(text: str, path: str = "") -> tuple[Edit, ...]:
    """Return the edits of a patch in its order; path: the file, where a client says it beside the patch."""
    lines = text.replace("\r\n", "\n").split("\n")
    if any(line.strip().startswith(_FILES) for line in lines):
        return tuple(_envelope(lines))
    if any(line.startswith("+++ ") for line in lines):
        return tuple(_unified(lines))
    hunks = [line for line in lines if line.strip() not in (_BEGIN, _END)]
    return (Edit(path=path, how="hunks", text=_joined(hunks)),) if path else ()


def _envelope(lines: list[str]) -> Iterator[Edit]:
    """Yield what stands between the markers; what is written around them (`apply_patch <<'EOF'`) is passed over."""
    starts = [at for at, line in enumerate(lines) if line.strip().startswith((*_FILES, _END))]
    for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        head, body = lines[at].strip(), lines[at + 1 : end]
        if head.startswith(_ADD):
            yield Edit(path=_named(head, _ADD), how="whole", text=_joined(_added(body)))
        elif head.startswith(_DELETE):
            yield Edit(path=_named(head, _DELETE), how="delete")
        elif head.startswith(_UPDATE):
            to = next((line.strip() for line in body[:1] if line.strip().startswith(_MOVE)), "")
            hunks = _joined(body[bool(to) :])
            yield Edit(path=_named(head, _UPDATE), how="hunks", text=hunks, to=to and _named(to, _MOVE))


def _named(head: str, mark: str) -> str:
    return head[len(mark) :].strip()


def _added(body: Iterable[str]) -> list[str]:
    """Return the lines of a new file; a line that a model forgot to mark is taken as it stands."""
    kept = [line for line in body if line.strip() != _LAST]
    while kept and not kept[-1]:
        kept.pop()
    return [line.removeprefix("+") for line in kept]


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _unified(lines: list[str]) -> Iterator[Edit]:
    """Yield the files of a unified diff; the counts of its hunks say where one ends, whatever its lines look like."""
    at = 0
    while at < len(lines):
        if not (lines[at].startswith("--- ") and lines[at + 1 : at + 2] and lines[at + 1].startswith("+++ ")):
            at += 1
            continue
        old, new = _side(lines[at], "a/"), _side(lines[at + 1], "b/")
        end = _body_end(lines, at + 2)
        body, at = lines[at + 2 : end], end
        if new == _NOWHERE:
            yield Edit(path=old, how="delete")
        elif old == _NOWHERE:
            yield Edit(path=new, how="whole", text=_joined([line[1:] for line in body if line.startswith("+")]))
        else:
            yield Edit(path=old, how="hunks", text=_joined(body), to=new)


def _side(line: str, prefix: str) -> str:
    """Return the path of a `---` or `+++` line, without its timestamp and git's prefix."""
    return line[4:].partition("\t")[0].strip().removeprefix(prefix)


def _body_end(lines: list[str], at: int) -> int:
    """Return the line behind the last hunk of a file."""
    old = new = 0
    while at < len(lines):
        line = lines[at]
        if old <= 0 and new <= 0:
            if not line.startswith(("@@", "\\")):
                return at
            old, new = _counts(line) if line.startswith("@@") else (0, 0)
        else:
            old -= line[:1] != "+" and line[:1] != "\\"
            new -= line[:1] != "-" and line[:1] != "\\"
        at += 1
    return at


def _counts(line: str) -> tuple[int, int]:
    """Return how many lines a hunk says that it has on either side; 1 where it says nothing."""
    parts = [part.lstrip("-+").partition(",")[2] or "1" for part in line.split("@@")[1].split()]
    counts = [int(part) if part.isdigit() else 1 for part in parts[:2]]
    return (counts[0], counts[1]) if len(counts) == 2 else (1, 1)
