"""Corpora of up to 60 decisions, packs and authority included, and what is compiled of them."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mneme_cli.model.corpus import Clause, Decision, Link, Place, Waiver
from mneme_cli.model.day import parse
from tests.decisions.made import build

settings.register_profile(
    "law", max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
LAW = settings.get_profile("law")

DAY = parse("2026-06-15")
FOLDERS = ("src/a", "src/b", "lib")
TARGETS = ("pkg:pypi/x", "pkg:pypi/y", "lib/one.py")
EDGES = [(f"{folder}/{name}.py", target) for folder in FOLDERS for name in ("one", "two") for target in TARGETS]
SCOPES = ((), (), ("src/**",), ("src/a",), ("lib/", "src/b/*.py"), ("src/{a,b}/one.py",))
KEYS = ("r", "s")


@st.composite
def corpora(draw, most=60):
    """Generate decisions and waivers; links go anywhere, wrong ones included.

    Size is hypothesis's to shrink. The rest comes from one seed: drawn value by value, most corpora would be bare.
    """
    count = draw(st.one_of(st.integers(1, 8), st.integers(1, most)))
    seed = random.Random(draw(st.integers(0, 2**32)))
    names = [seed.choice(("ADR-", "ADR-", "ADR-", "org:ADR-", "corp:ADR-")) + str(at) for at in range(count)]
    records = tuple(_record(seed, name, names, _clauses(seed, name)) for name in names)
    return records, tuple(_paper(seed, f"W-{at}", names) for at in range(seed.randrange(0, 5)))


def _clauses(seed, name):
    return tuple(
        Clause(
            id=f"{name}#{key}",
            verb="forbid",
            params={"packages": seed.sample(("pkg:x", "pkg:pypi/y", "lib/**"), seed.choice((1, 2)))},
            inside=seed.choice(SCOPES),
            excuses=seed.choice(((), (("src/a/one.py", "old", False),), (("src/b/ -> pkg:x", "old", True),))),
            begins=seed.choice((0, 0, 0, DAY - 3, DAY + 5)),
            level=seed.choice(("normal", "normal", "advise", "final")),
            waivable_by=seed.choice(((), (), ("ana",))),
            place=Place(f"docs/{name}.yaml", 9 + at),
        )
        for at, key in enumerate(seed.choice((KEYS, KEYS, ("r",), ())))
    )


def _record(seed, name, names, own):
    links = []
    for line in range(seed.choice((0, 0, 1, 1, 2))):
        kind = seed.choice(("supersedes", "amends", "overrides", "relates"))
        target = seed.choice((*names, "ADR-999")) if seed.random() < 0.95 else name
        target += f"#{seed.choice(KEYS)}" if kind in ("amends", "overrides") else ""
        inside = seed.choice(((), ("src/**",), ("lib/**",))) if kind == "overrides" else ()
        links.append(Link(name, kind, target, inside, "because", Place(f"docs/{name}.yaml", 3 + line)))
    date = DAY + seed.randrange(-40, 10)
    return Decision(
        id=name,
        title=name,
        status=seed.choice(
            ("accepted", "accepted", "accepted", "accepted", "deprecated", "retired", "proposed", "rejected")
        ),
        date=date,
        effective=seed.choice((0, 0, 0, date + 7)),
        expires=seed.choice((0, 0, 0, DAY - 2, DAY, DAY + 4)),
        scope=seed.choice(((), (), ("src/**",), ("src/a",))),
        links=tuple(links),
        clauses=own,
        authority=0 if ":" in name else 1,
        pack=name.partition(":")[0] if ":" in name else "",
        place=Place(f"docs/{name}.yaml"),
    )


def _paper(seed, name, names):
    return Waiver(
        id=name,
        waives=(f"{seed.choice(names)}#{seed.choice(KEYS)}",),
        until=DAY + seed.randrange(-10, 20),
        approved_by=seed.choice(("ana", "bo")),
        because="why",
        inside=seed.choice(((), ("src/a/**",), ("lib/**",))),
        place=Place(f"docs/{name}.yaml"),
    )


def made(corpus, as_of=DAY, **more):
    return build(*corpus[0], *corpus[1], as_of=as_of, **more)
