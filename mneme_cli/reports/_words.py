"""What services are told of a finding: one sentence, and a path that they can look up."""

from __future__ import annotations

from mneme_cli.reports._tally import others

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.group import Group
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Texts

WHOLE = "mneme.yaml"
"""Where a problem of the policy as a whole is shown by services that know nothing without a file."""


def sentence(entry: Group, texts: Texts) -> str:
    """Say what is seen, what the decision is called, what to do instead, and what else is told with it."""
    finding, more = entry.lead, others(entry)
    again = finding.again(finding.source)
    title = f"{finding.rule}: {texts.title}" if texts.title else ""
    rows = [_seen(finding), title, f"Instead: {texts.say}" if texts.say else ""]
    rows += [said[:1].upper() + said[1:] for said in (again, more)]
    return ". ".join(row.rstrip(".") for row in rows if row) + "."


def _seen(finding: Finding) -> str:
    """Say which file does what: a claim is the words behind its path."""
    return f"{finding.source} {finding.claim}" if finding.claim else finding.rule


def trouble(problem: Problem) -> str:
    """Say what is wrong, and how to mend it."""
    said = problem.message
    plain = said.partition(" ")[0].isalpha()  # and no path, nor the name of a rule
    return (said[:1].upper() + said[1:] if plain else said) + (f" ({problem.fix})" if problem.fix else "")


def unread(one: Skipped) -> tuple[str, str]:
    """Name what it means that a file could not be read whole, and say why it could not."""
    return "cannot judge" if one.fatal else "not read whole", one.why


def exact(path: str) -> str:
    """Keep a path as it is, so that the service finds the file; only bytes that are not UTF-8 cannot be said."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace").decode()
