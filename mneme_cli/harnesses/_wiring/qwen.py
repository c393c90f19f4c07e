"""Qwen Code: Claude's groups in `.qwen/settings.json`, with names of its own for the tools."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Off, Wiring, _groups

WIRING = Wiring(
    project=".qwen/settings.json",
    user=".qwen/settings.json",
    hooks=_groups.hooks("^(write_file|edit|notebook_edit|run_shell_command)$"),
    entry=_groups.entry,
    probe=_groups.probe,
    denied=_groups.denied,
    frame=(("$version", 4),),
    comments=True,
    programs=("qwen",),
    off=tuple(Off(path=path, keys=("disableAllHooks",)) for path in (".qwen/settings.json", "~/.qwen/settings.json")),
    next="trust the folder in qwen: an untrusted one has no hooks",
)
