"""Who approved a change: names that somebody states, and reviews as GitHub's API has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE = "MNEME_APPROVED_BY"
_STATES = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")
"""A later one of these by the same person replaces the earlier; a comment replaces nothing."""


def approvers(
    named: tuple[str, ...], environ: Mapping[str, str], reviews: str = "", commit: str = ""
) -> tuple[tuple[str, ...], str]:
    """Return who approved, sorted, and what is to be said of approvals that do not count.

    reviews: a file of GitHub's `pulls/N/reviews`, pages one behind the other.  commit: what they have to be about: who
    approved an earlier commit has not seen what came since.

    Raises:
        MnemeError: what is given is neither names nor reviews.
    """
    current, stale = _reviewed(_rows(reviews), commit) if reviews else ((), ())
    said = "".join(f"mneme: {name} approved an earlier commit, which does not count\n" for name in stale)
    return tuple(sorted({*named, *stated(environ.get(VARIABLE, "")), *current})), said


def stated(text: str) -> tuple[str, ...]:
    """Read names from a variable: a JSON list, or names between commas or line ends."""
    text = text.strip()
    if not text.startswith("["):
        return tuple(filter(None, (name.strip() for line in text.splitlines() for name in line.split(","))))
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise MnemeError(f"{VARIABLE} is no JSON list of names", '["ana", "ben"], or ana,ben')
    return tuple(found)


def _reviewed(rows: Iterator[dict[str, Any]], commit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who approves this commit, and who approved an earlier one only."""
    last: dict[str, tuple[str, str]] = {}
    for row in rows:
        name, state = (row.get("user") or {}).get("login", ""), row.get("state", "")
        if name and state in _STATES:
            last[name] = state, row.get("commit_id") or ""
    approving = sorted(name for name, (state, _) in last.items() if state == "APPROVED")
    now = tuple(name for name in approving if not commit or last[name][1] == commit)
    return now, tuple(name for name in approving if name not in now)


def _rows(path: str) -> Iterator[dict[str, Any]]:
    """Read one or more JSON lists that stand one behind the other, as `gh api --paginate` writes them."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read().strip()
        while text:
            page, end = json.JSONDecoder().raw_decode(text)
            yield from (row for row in page if isinstance(row, dict))
            text = text[end:].strip()
    except (OSError, ValueError, TypeError):
        raise MnemeError(
            f"{path} has no reviews of a pull request", "gh api repos/OWNER/NAME/pulls/N/reviews"
        ) from None
