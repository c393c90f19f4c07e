"""Loading what is written gives the decision back, places aside."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading_verbs import VERBS

from mneme_cli.decisions.documents import load
from mneme_cli.decisions.write import render
from mneme_cli.model import day
from mneme_cli.model.corpus import STATUSES, Clause, Decision, Link, Place
from mneme_cli.model.fact import KINDS
from mneme_cli.model.rule import LEVELS

NOWHERE = Place("")
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
LINES = st.one_of(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20),
    st.lists(st.sampled_from(["a", "b: c", "#1", " #2", "'x'", '"y"', "- z", "[s]", "{n}", "*", "&", "!", "|", ">", "@me", "%", "true", "null", "12", "0012", "é", "1:2", "\\", ",", "---"]), min_size=1, max_size=4).map(" ".join),
).map(lambda text: __import__("unicodedata").normalize("NFC", text.strip())).filter(bool)  # fmt: skip
PROSE = st.lists(st.one_of(LINES, st.sampled_from(["", "  indented", "\ttab", "trailing  "])), max_size=5).map(
    lambda lines: "\n".join(lines).strip()
)
SELECTORS = st.lists(st.sampled_from(["src/**", "*", "**/*.py", "src/{name}/**", "app/[slug]/x", "{a,b}/c", "pkg:npm/@s/x", "shop.domain", "exact:shop", "src/(group)/a b", "tag:x", "src/#1", "a, b/c", "!x", "-> y", "true", "12", "é/**"]), min_size=1, max_size=4).map(tuple)  # fmt: skip
DAYS = st.integers(day.parse("1971-01-01"), day.parse("2099-12-31"))
PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), LINES, st.just(""), st.just("two\nlines\n")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(LINES, inner, max_size=3)),
    max_leaves=6,
)
PARAMS = st.one_of(
    st.tuples(st.just("forbid"), st.fixed_dictionaries({"imports": SELECTORS.map(list)}, optional={"calls": st.lists(LINES, min_size=1, max_size=3), "through": st.booleans()})),
    st.tuples(st.just("layers"), st.fixed_dictionaries({"order": st.lists(st.one_of(st.sampled_from(["web", "admin?"]), SELECTORS.map(list), st.fixed_dictionaries({"peers": SELECTORS.map(list)})), min_size=2, max_size=4)})),
    st.tuples(st.just("limit"), st.fixed_dictionaries({"metric": st.just("lines"), "at_most": st.integers(0, 10**6)})),
)  # fmt: skip


@st.composite
def clauses(draw, owner, key):
    verb, params = draw(PARAMS)
    excuses = draw(
        st.dictionaries(
            st.one_of(LINES, st.just("a.b -> c.d"), st.just("-> x/*")), st.tuples(LINES, st.booleans()), max_size=2
        )
    )
    edges = st.lists(st.sampled_from(KINDS), min_size=1, max_size=2)
    return Clause(
        id=f"{owner}#{key}",
        verb=verb,
        params=params,
        inside=draw(st.one_of(st.just(()), SELECTORS)),
        excuses=tuple((what, why, hide) for what, (why, hide) in excuses.items()),
        when=draw(st.sampled_from([{}, {"edges": draw(edges)}, {"not": draw(edges)}])),
        begins=draw(st.one_of(st.just(0), DAYS)),
        level=draw(st.sampled_from(LEVELS)),
        waivable_by=tuple(draw(st.lists(LINES, max_size=2))),
        say=draw(PROSE),
        may_be_empty=draw(st.booleans()),
    )


@st.composite
def links(draw, owner, pack):
    prefix = f"{pack}:" if pack else ""
    found = []
    for kind, mark in (("supersedes", ""), ("amends", "#r"), ("overrides", "#r"), ("relates", "")):
        for name in draw(st.lists(IDS, max_size=2)):
            override = {"inside": draw(SELECTORS), "because": draw(PROSE.filter(bool))} if kind == "overrides" else {}
            found.append(Link(source=owner, kind=kind, target=f"{prefix}{name}{mark}", **override))
    return tuple(found)


@st.composite
def decisions(draw):
    pack = draw(st.sampled_from(["", "org"]))
    owner = (f"{pack}:" if pack else "") + draw(IDS)
    date = draw(DAYS)
    rules = draw(st.lists(IDS, max_size=3, unique=True))
    return Decision(
        id=owner,
        title=draw(LINES),
        status=draw(st.sampled_from(STATUSES)),
        date=date,
        effective=draw(st.one_of(st.just(0), st.just(date + 1))),
        expires=draw(st.one_of(st.just(0), st.just(date + 2))),
        review_by=draw(st.one_of(st.just(0), DAYS)),
        by=tuple(draw(st.lists(LINES, max_size=3))),
        scope=draw(st.one_of(st.just(()), SELECTORS)),
        links=draw(links(owner, pack)),
        clauses=tuple(draw(clauses(owner, key)) for key in rules),
        context=draw(PROSE),
        decision=draw(PROSE),
        consequences=draw(PROSE),
        alternatives=draw(PROSE),
        extra=draw(st.dictionaries(IDS.map(lambda name: f"x-{name}"), PLAIN, max_size=2)),
        authority=0 if pack else 1,
        pack=pack,
    )


def nowhere(one):
    return one._replace(
        place=NOWHERE,
        places={},
        links=tuple(link._replace(place=NOWHERE) for link in one.links),
        clauses=tuple(clause._replace(place=NOWHERE, places={}) for clause in one.clauses),
    )


@settings(max_examples=100, deadline=None)
@given(decisions())
def test_loading_what_is_written_gives_it_back(decision):
    text = render(decision)
    made, _, problems = load([("a.yaml", text.encode())], VERBS.get, tuple(VERBS), decision.authority, decision.pack)
    assert problems == (), text
    assert nowhere(made[0]) == decision, text
    assert render(made[0]) == text


def test_it_looks_as_a_person_would_write_it():
    rule = Clause(
        id="ADR-0012#no-orm",
        verb="forbid",
        params={"imports": ["sqlalchemy", "shop.infra"]},
        inside=("src/shop/domain/**",),
        excuses=(
            ("src/shop/domain/legacy.py", "moves out with SHOP-812, see ADR-0019", False),
            ("-> b", "no: why", True),
        ),
        level="final",
        say="Depend on a port; put the adapter in shop/infra.",
    )
    one = Decision(
        id="ADR-0012",
        title="Domain code does not import infrastructure",
        status="accepted",
        date=day.parse("2026-03-14"),
        by=("ana", "@bo"),
        scope=("src/shop/**", "**/*.py"),
        links=(Link(source="ADR-0012", kind="supersedes", target="ADR-0004"),),
        clauses=(rule,),
        context="Three incidents.\nOne of them broke pricing.",
        extra={"x-ticket": 812},
    )
    assert render(one) == LOOKS


LOOKS = """\
id: ADR-0012
title: Domain code does not import infrastructure
status: accepted
date: 2026-03-14
by:
  - ana
  - "@bo"
scope:
  - src/shop/**
  - "**/*.py"
supersedes:
  - ADR-0004
x-ticket: 812
rules:
  no-orm:
    forbid:
      imports:
        - sqlalchemy
        - shop.infra
    in:
      - src/shop/domain/**
    except:
      src/shop/domain/legacy.py: moves out with SHOP-812, see ADR-0019
      "-> b":
        because: "no: why"
        hide: true
    level: final
    say: Depend on a port; put the adapter in shop/infra.
context: |
  Three incidents.
  One of them broke pricing.
"""
