"""Devin (once Windsurf): Claude's groups in `.devin/hooks.v1.json`; documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Wiring, _groups

WIRING = Wiring(
    project=".devin/hooks.v1.json",
    user="",
    hooks=_groups.hooks("", subagents=False),
    entry=_groups.entry,
    probe=_groups.probe,
    denied=_groups.denied,
    programs=("devin",),
)
