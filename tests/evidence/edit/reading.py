"""A command, unfolded into the edits that it makes, each said in one word."""

from mneme_cli.evidence.edit.unfold import unfold
from mneme_cli.model.event import Edit


def read(command, cwd="/r", path=""):
    return unfold([Edit(path=path, how="shell", text=command)], cwd)


def told(command, cwd="/r"):
    """Say each edit in one word: `path = text`, `path += text`, `path <- source`, `path ?`, `path gone`."""
    out = []
    for edit in read(command, cwd).edits:
        name = edit.path.removeprefix("/r/")
        mark = "" if edit.sure else " (not sure)"
        said = {
            "whole": f"{name} = {edit.text!r}",
            "append": f"{name} += {edit.text!r}",
            "copy": f"{name} <- {edit.source.removeprefix('/r/')}",
            "swap": f"{name}: {edit.old!r} -> {edit.text!r}" + " everywhere" * edit.every,
            "unknown": f"{name} ?",
            "delete": f"{name} gone",
            "hunks": f"{name} patched from {edit.source.removeprefix('/r/')}",
        }
        out.append(said[edit.how] + mark)
    return out
