"""A verdict with everything that people need beside it: what a report renders, and nothing else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple

    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.reason import Reason
    from mneme_cli.model.review import Review
    from mneme_cli.model.rule import Texts
else:
    from mneme_cli.model.noun import NamedTuple


class Page(NamedTuple):
    """Everything a report needs.

    texts: by rule id.  code: (path, line) → that line of source, decoded, without its end.
    review: what the change does to the policy, None = nothing.
    reasons: of every rule that speaks in the files looked at; None = nobody asked (`--explain`).
    width: columns of the terminal, 0 = not one.  base, head: what was compared, as people name it.
    ends: waiver → its last day, of those that set a finding aside here.
    typed: path → how a command has to name it where one stands, of those that would be another file there.
    approvers: who may waive a rule that names nobody itself, () = anybody.
    asked: the command that was asked, which is the one to ask again.
    pending: what changes the policy is in no commit yet.
    compared: what `mneme policy-diff` has to be asked to compare the same.
    """

    verdict: Verdict
    texts: Mapping[str, Texts]
    code: Mapping[tuple[str, int], str]
    width: int = 0
    color: bool = False
    version: str = ""
    base: str = ""
    head: str = ""
    reasons: tuple[Reason, ...] | None = None
    review: Review | None = None
    ends: Mapping[str, int] = {}
    typed: Mapping[str, str] = {}
    approvers: tuple[str, ...] = ()
    asked: str = "mneme check"
    pending: bool = False
    compared: str = ""
