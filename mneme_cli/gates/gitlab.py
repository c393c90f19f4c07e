"""GitLab CI: which commits a pipeline is about (https://docs.gitlab.com/ci/variables/predefined_variables/).

Merge requests, merged results and merge trains name their target branch; the latter two its commit as well.
"""

from __future__ import annotations

from mneme_cli.gates import Gate
from mneme_cli.gates._refs import tracked
from mneme_cli.model.bid import Bid, absent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def _here(environ: Mapping[str, str]) -> bool:
    return environ.get("GITLAB_CI") == "true"


def _read(environ: Mapping[str, str], _: str) -> tuple[Bid, ...]:
    target = environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "")
    if target:
        tip = environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "")
        fork = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
        since = (tip,) if tip else tuple(filter(None, (tracked("origin", target), fork)))
        return (
            Bid(name=f"merge request {environ.get('CI_MERGE_REQUEST_IID', '')}", since=since, asks=True, must=True),
        )
    branch, main = environ.get("CI_COMMIT_BRANCH", ""), environ.get("CI_DEFAULT_BRANCH", "")
    was = environ.get("CI_COMMIT_BEFORE_SHA", "")
    onto = (tracked("origin", main),) if main and branch != main else ()
    since = onto if absent(was) else (was, *onto)
    return (Bid(name=branch or "HEAD", since=since),)


GATE = Gate(here=_here, read=_read, build=True)
