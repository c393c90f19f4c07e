"""What a change does to the rules themselves: the nouns of a policy review."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.finding import Finding
else:
    from mneme_cli.model.noun import NamedTuple

HOWS = ("goes", "weakens", "changes", "tightens", "appears", "renamed")
"""What can happen to a part of the policy, what needs a person's eye first."""
KINDS = ("rule", "waiver", "setting", "mark", "baseline")
LOOSER = ("goes", "weakens", "changes")
"""After these less may be asked of the code than before."""


class Touch(NamedTuple):
    """One part of the policy that a change touches.

    kind: one of KINDS.  what: a rule's or a waiver's id, or how people call the setting.  how: one of HOWS.
    says: in which ways, one sentence each.  path, line: where to look.  looser: less is asked than before, or perhaps.
    may: who may approve it; () = nobody is named.  nobody: a final rule without names, which nobody may approve.
    by: who has approved it, "" = nobody who may.
    """

    kind: str
    what: str
    how: str
    says: tuple[str, ...] = ()
    path: str = ""
    line: int = 0
    looser: bool = False
    may: tuple[str, ...] = ()
    nobody: bool = False
    by: str = ""


class Turn(NamedTuple):
    """One finding that only one of the two policies has, on the same code.  why: what makes the difference."""

    finding: Finding
    why: str


class Owned(NamedTuple):
    """One file of the policy that the change touches, and who owns it by CODEOWNERS."""

    path: str
    owners: tuple[str, ...] = ()


class Review(NamedTuple):
    """Everything that a change does to its policy.

    touches: by what happens, then by kind and name.  appears, vanishes: findings, all of them, sorted.
    files: touched files of the policy, sorted.  owners_from: the base's CODEOWNERS that was read, "" = there is none.
    approvers: of the base's mneme.yaml.  setting: the base's `on_policy_change`.
    """

    touches: tuple[Touch, ...] = ()
    appears: tuple[Turn, ...] = ()
    vanishes: tuple[Turn, ...] = ()
    files: tuple[Owned, ...] = ()
    owners_from: str = ""
    approvers: tuple[str, ...] = ()
    setting: str = "ask"

    @property
    def looser(self) -> tuple[Touch, ...]:
        """What asks less of the code than before, or perhaps."""
        return tuple(each for each in self.touches if each.looser)

    @property
    def open(self) -> tuple[Touch, ...]:
        """What is looser and waits for somebody's approval, unless nobody is asked."""
        return tuple(each for each in self.looser if not each.by and self.setting != "allow")

    @property
    def outcome(self) -> str:
        """What the change of the policy comes to at a gate where people approve it."""
        return self.setting if self.open else "allow"
