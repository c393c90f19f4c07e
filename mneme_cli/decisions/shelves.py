"""What the shelf of kinds says about its verbs: asked once per compile, so that a new file is a new word in YAML."""

from __future__ import annotations

from mneme_cli import kinds, shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = "mneme_cli.kinds"


def verbs() -> tuple[str, ...]:
    """List the verbs, sorted."""
    return shelf.names(_KINDS)


def schema_of(verb: str) -> dict[str, Any] | None:
    """Return the schema of a verb, described by the first sentence of its page if it does not say so itself."""
    page = __import__(f"{_KINDS}.{verb}", fromlist=("KIND",)).__doc__ or ""
    described = {"description": page.strip().split("\n", 1)[0]} if page.strip() else {}
    return {**described, **kinds.schema(verb)}
