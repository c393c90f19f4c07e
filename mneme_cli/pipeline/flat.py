"""A bundle as a flat policy: its rules, and what is asked of a policy besides, plain."""

from __future__ import annotations

from mneme_cli import harnesses, shelf
from mneme_cli.decisions.components import tying
from mneme_cli.decisions.heirs import heirs
from mneme_cli.judge.asides import falls_due
from mneme_cli.judge.guard import PLUGIN, watched
from mneme_cli.model.entry import manifest
from mneme_cli.model.policy import Policy
from mneme_cli.pipeline.packet import worded
from mneme_cli.store.flatten import flatten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.problem import Problem
    from mneme_cli.pipeline.corpus import Bundle


def flat(
    bundle: Bundle,
    problems: Iterable[Problem] = (),
    stamp: bytes = b"",
    over: Mapping[str, str | None] | None = None,
    unbased: Iterable[Problem] = (),
) -> Policy:
    """Make the flat policy of a bundle, with what is wrong besides and the stamp of its inputs.

    over: files as they were at the base (None = there was none), for a policy that is kept beside another one.
    unbased: why it is compared with no base, which is no fault of the decisions.
    """
    made = bundle.compiled
    plain = {**_settings(bundle, problems), "over": dict(over or {}), "unbased": [each._asdict() for each in unbased]}
    days = (made.since, made.until - 1)
    said = worded(made.rules, lambda rule: made.texts[rule.id], plain, made.since)
    return Policy(flatten(made.rules, made.texts, plain, stamp, days, said))


def _settings(bundle: Bundle, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return what is asked of a policy besides its rules, plain."""
    made, settings = bundle.compiled, bundle.compiled.corpus.settings
    return {
        "approvers": list(settings.approvers),
        "base": settings.base,
        "baseline": bundle.baseline,
        "exclude": list(made.excluded.inside),
        **_guarded(settings),
        "sealed": any(rule.sealed for rule in made.rules),
        "problems": [each._asdict() for each in problems],
        "inputs": list(bundle.inputs),
        "manifests": [path for path, _, _ in bundle.layout.manifests if not manifest(path)],
        "layout": bundle.layout.digest,
        "on_hook_failure": settings.on_hook_failure,
        "packet": dict(settings.packet),
        "on_policy_change": settings.on_policy_change,
        "on_unparsed": settings.on_unparsed,
        "on_unresolved": settings.on_unresolved,
        "sources": bundle.sources,
        "ties": list(tying(made.components)),
        "files": bundle.files,
        "heirs": heirs(made),
        "due": [number for number, rule in enumerate(made.rules) if falls_due(rule, made.corpus.as_of)],
    }


def _guarded(settings: Settings) -> dict[str, Any]:
    """Return what an agent must not change unasked, and how paths begin or end that are worth a look."""
    folders = [folder.rstrip("/") + "/" for folder in settings.decisions]
    guards = sorted({glob for name in shelf.names("mneme_cli.harnesses") for glob in harnesses.take(name).guards})
    return {"decisions": folders, "ends": PLUGIN, "guards": guards, "watch": watched(folders, guards)}
