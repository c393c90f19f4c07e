"""GitHub Actions: which commits an event is about (https://docs.github.com/actions/reference/events-that-trigger-workflows).

A pull request's checkout is a merge that GitHub made of it and its base; a merge queue's is one more of them on top of
those before it. The event is data: what it names is looked up, never run.
"""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.gates import Gate
from mneme_cli.gates._refs import tracked
from mneme_cli.model.bid import Bid, absent

if TYPE_CHECKING:
    from collections.abc import Mapping


def _here(environ: Mapping[str, str]) -> bool:
    return environ.get("GITHUB_ACTIONS") == "true"


def _read(environ: Mapping[str, str], told: str) -> tuple[Bid, ...]:
    """Read the event; one that is about no change (a schedule, a button) has everything judged."""
    try:
        event = loads(told or "{}")
    except ValueError:
        event = None
    if not isinstance(event, dict):
        raise MnemeError("the event of this build is no JSON object", "mneme ci --base origin/main says it by hand")
    name = environ.get("GITHUB_EVENT_NAME", "")
    try:
        return _EVENTS.get(name, _whole)(event, environ)
    except (KeyError, TypeError, AttributeError):
        said = f"the event '{name}' of this build lacks what GitHub documents for it"
        raise MnemeError(said, "mneme ci --base origin/main says it by hand") from None


def _request(event: dict[str, Any], _: Mapping[str, str]) -> tuple[Bid, ...]:
    asked = event["pull_request"]
    since = _onto(asked["base"]["ref"], asked["base"]["sha"])
    return (
        Bid(name=f"pull request {asked['number']}", since=since, reviewed=asked["head"]["sha"], asks=True, must=True),
    )


def _target(event: dict[str, Any], environ: Mapping[str, str]) -> tuple[Bid, ...]:
    """Read `pull_request_target`, whose checkout is the base: judging that would be silently green."""
    bid = _request(event, environ)[0]
    return (bid._replace(head=bid.reviewed),)


def _group(event: dict[str, Any], _: Mapping[str, str]) -> tuple[Bid, ...]:
    group = event["merge_group"]
    return (Bid(name=group["head_ref"].removeprefix("refs/heads/"), since=(group["base_sha"],), must=True),)


def _push(event: dict[str, Any], environ: Mapping[str, str]) -> tuple[Bid, ...]:
    if event.get("deleted") or absent(event["after"]):
        return ()
    was, ref = event["before"], event["ref"]
    main = f"refs/heads/{event['repository']['default_branch']}"
    since = () if absent(was) else (was,)
    if ref != main:
        since = (*since, tracked("origin", main))
    return (Bid(name=ref.removeprefix("refs/heads/"), head=environ.get("GITHUB_SHA") or "HEAD", since=since),)


def _whole(_: dict[str, Any], environ: Mapping[str, str]) -> tuple[Bid, ...]:
    return (Bid(name=environ.get("GITHUB_REF_NAME") or "HEAD"),)


def _onto(branch: str, tip: str) -> tuple[str, ...]:
    """Return what a change is to be merged into: the branch as it is now, else as it was when the event came."""
    return tracked("origin", branch), tip


_EVENTS = {
    "pull_request": _request,
    "pull_request_review": _request,
    "pull_request_target": _target,
    "merge_group": _group,
    "push": _push,
}

GATE = Gate(
    here=_here,
    read=_read,
    payload="GITHUB_EVENT_PATH",
    build=True,
    log="github",
    summary="GITHUB_STEP_SUMMARY",
    outputs="GITHUB_OUTPUT",
)
