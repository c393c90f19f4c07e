"""Factory's Droid: Claude's groups in `.factory/settings.json`; documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Wiring, _groups

WIRING = Wiring(
    project=".factory/settings.json",
    user=".factory/settings.json",
    hooks=_groups.hooks("Create|Edit|MultiEdit|ApplyPatch|Execute", subagents=False),
    entry=_groups.entry,
    probe=_groups.probe,
    denied=_groups.denied,
    programs=("droid",),
)
