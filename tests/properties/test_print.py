"""What our writer prints, our strict loader reads and the compiler makes the same policy of: byte for byte, waivers too."""

from __future__ import annotations

from random import Random

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.decisions.documents import load
from mneme_cli.decisions.write import render, render_waiver
from mneme_cli.model.day import parse
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.store.flatten import flatten
from tests.properties import shops

LAW = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
DAY = parse("2026-06-01")
WORDS = (
    *("why not", "see ADR-1: it says so", "# no comment", "two\nlines", "  indented\n\n- list\n", "'quoted'", "on"),
    *(
        "null",
        "0012",
        "@team",
        "{a: b}",
        "a, b",
        "é ü 漢",
        "tab\there",
        "trailing \n space",
        "| >",
        "%",
        "!x",
        "&y",
        "*z",
    ),
)
EXCUSED = ("src/shop/a/x.py", "src/shop/a/** -> shop.b", "-> pkg:pypi/requests", "b -> src/shop/a/infra.py")
DECISIONS = ("ADR-1", "ADR-0002", "x.y_3")
RULES = tuple(f"{name}#r{at}" for name in DECISIONS for at in range(3))


def modified(chance, rule):
    """Give a rule of some verb every modifier now and then."""
    more = {
        "except": {what: chance.choice((why, {"because": why, "hide": True})) for what, why in excuses(chance)},
        "level": chance.choice(("advise", "normal", "final")),
        "waivable_by": shops.some(chance, ("ana", "@team", "platform")),
        "begins": chance.choice(("2026-03-01", "2026-09-01")),
        "say": chance.choice(WORDS),
    }
    return {**rule, **{key: value for key, value in more.items() if chance.random() < 0.5}}


def excuses(chance):
    return [(what, chance.choice(WORDS)) for what in shops.some(chance, EXCUSED)]


def record(chance, name):
    """Write a decision with links to the others, right ones and wrong ones."""
    others = [other for other in (*DECISIONS, "ADR-9") if other != name]
    rules = [rule for rule in RULES if not rule.startswith(name)]
    override = {"rule": chance.choice(rules), "in": shops.some(chance, shops.NEAR), "because": chance.choice(WORDS)}
    more = {
        "effective": "2026-02-01",
        "expires": chance.choice(("2026-05-01", "2026-07-01")),
        "review_by": "2026-12-01",
        "by": shops.some(chance, ("ana", "bo", "@team")),
        "scope": shops.some(chance, shops.NEAR),
        "supersedes": [chance.choice(others)],
        "amends": [chance.choice(rules)],
        "overrides": [override],
        "relates": [chance.choice(others)],
        "context": chance.choice(WORDS),
        "decision": chance.choice(WORDS),
        "x-ticket": {"no": 12, "who": [None, True, chance.choice(WORDS)]},
    }
    return {
        "id": name,
        "title": chance.choice([word for word in WORDS if "\n" not in word and "\t" not in word]),
        "status": chance.choice(("accepted", "accepted", "accepted", "deprecated", "proposed", "retired")),
        "date": "2026-01-01",
        "rules": {f"r{at}": modified(chance, shops.rule(chance)) for at in range(3)},
        **{key: value for key, value in more.items() if chance.random() < 0.3},
    }


def paper(chance, name):
    """Write a waiver."""
    return {
        "waiver": name,
        "waives": shops.some(chance, (*RULES, "ADR-9#r0")),
        "until": chance.choice(("2026-05-01", "2026-07-01")),
        "approved_by": chance.choice(("ana", "@team", "nobody at all")),
        "because": chance.choice(WORDS),
        **({"in": shops.some(chance, shops.NEAR)} if chance.random() < 0.7 else {}),
    }


def written(chance):
    """Write a folder of records, as a program that knows nothing of our habits would."""
    records = {name: record(chance, name) for name in DECISIONS}
    records |= {name: paper(chance, name) for name in ("W-1", "W-02")}
    return {
        f"docs/decisions/{name}.yaml": yaml.safe_dump(one, allow_unicode=chance.random() < 0.5).encode()
        for name, one in records.items()
    }


def printed(files):
    """Read records and print each of them anew."""
    decisions, waivers, problems = load(files.items())
    assert problems == ()
    made = {one.place.path: render(one) for one in decisions} | {one.place.path: render_waiver(one) for one in waivers}
    return {path: text.encode() for path, text in made.items()}


def policy(chance, files):
    """Compile records in a repository: the flat bytes, and what is wrong, both without the lines where it is written."""
    config = {**shops.CONFIG, "approvers": ["ana"]}
    made = bundle(Texts({**shops.code(chance), "mneme.yaml": yaml.safe_dump(config).encode(), **files}), DAY).compiled
    texts = {id_: one._replace(source="") for id_, one in made.texts.items()}
    said = sorted((one.code, one.path, one.message) for one in made.corpus.problems)
    return flatten(made.rules, texts, {}, b"", (made.since, made.until - 1)), said, made.corpus.states


@LAW
@given(st.integers(0, 2**32))
def test_compile_after_parse_after_print_is_the_identity(seed):
    files = written(Random(seed))
    again = printed(files)

    assert printed(again) == again
    assert policy(Random(seed), again) == policy(Random(seed), files)
