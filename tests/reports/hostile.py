"""Names that people and attackers give things, on every page that a report can meet."""

from __future__ import annotations

import os

from hypothesis import strategies as st

from mneme_cli.model.fact import Skipped
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.page import Page
from mneme_cli.model.problem import Problem
from mneme_cli.model.rule import Texts
from tests.reports.shared_page import AS_OF, hop

NAMES = (
    "a\nb.py",
    "a\r\n::error::forged.py",
    "q\"u'o<t>e&amp;.py",
    "]]>.py",
    "`tick``s`.py",
    "<!-- --> </system-out>.py",
    "\x00\x07\x1b[31m\x7f.py",
    "\u202eyp.\u2028x.py",
    "@everyone #1 GH-1 https://x.test www.x.test.py",
    "##[error]x.py",
    "\ufffe\uffff.py",
    "\U0001f600 価格.py",
    os.fsdecode(b"src/\xff\xfe.py"),
    "\ud800.py",
    "[a](javascript:x) ![b](c) | d.py",
    "100%0A%25.py",
)
TEXT = st.one_of(st.sampled_from(NAMES), st.text(st.characters(), min_size=1, max_size=30))
OUTCOMES = (("block", "introduced"), ("ask", "due"), ("warn", "found"), ("allow", "existing"), ("allow", "due"))


def findings(name: str, word: str) -> tuple[Finding, ...]:
    """Return one finding of every status, one set aside and one fixed."""
    chain = (hop(name, 2, name, "b.py"), hop("b.py", 3, "c", name))
    made = [
        Finding(
            rule=f"ADR-1#{word}",
            source=name,
            target=f"{word}{at}",
            claim=f"imports {word}",
            line=at,
            column=at + 1,
            chain=chain,
            status=status,
            outcome=outcome,
        )
        for at, (outcome, status) in enumerate(OUTCOMES)
    ]
    made += [
        made[0]._replace(aside=f"waiver {word}", why_aside=word, outcome="allow", target="w"),
        made[0]._replace(status="fixed", outcome="allow", target="f"),
    ]
    return tuple(made)


def page(name: str, word: str = "word") -> Page:
    """Return a page on which everything that a person can name is called so."""
    problems = (
        Problem(code="W-WEAKER", path=name, line=1, column=1, message=word, fix=word),
        Problem("E-X", "", message=word),
    )
    return Page(
        verdict=Verdict(
            outcome="block",
            findings=findings(name, word),
            problems=problems,
            skipped=(Skipped(name, word, 3), Skipped(name, word, fatal=True)),
            changed_policy=(f"ADR-1#{word}",),
            as_of=AS_OF,
        ),
        texts={
            f"ADR-1#{word}": Texts(
                title=word,
                say=word,
                why=word,
                line=word,
                source=f"{name}:3",
                history=(f"A#{word}  superseded by B on 2026-01-01",),
            )
        },
        code={(name, 1): word, (name, 2): name},
        base=word,
        ends={word: AS_OF + 3},
    )
