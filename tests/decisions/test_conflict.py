from __future__ import annotations

import pytest
import yaml

from mneme_cli.decisions.conflict import conflicts
from tests.decisions.made import build, decision, waiver

FILES = ("src/a.py", "src/log.py", "src/shop/log.py", "docs/x.md")


def rule(verb, relation, *targets, **more):
    return {"x": {"verb": verb, "params": {relation: list(targets)}, **more}}


def found(*records):
    return conflicts(build(*records), FILES)


def test_e_conflict_names_the_three_edits_that_settle_it():
    (wrong,) = found(
        decision("ADR-19", rules=rule("require", "imports", "structlog"), scope=("src/a.py",)),
        decision("org:ADR-3", rules=rule("forbid", "imports", "structlog")),
    )
    assert (wrong.code, wrong.path, wrong.line, wrong.fatal) == ("E-CONFLICT", "docs/decisions/ADR-19.yaml", 9, False)
    assert wrong.message == (
        "no code can satisfy both ADR-19#x and org:ADR-3#x in src/a.py; until this is settled both apply"
    )
    assert wrong.fix == (
        "choose one: in ADR-19 add `overrides: [{rule: org:ADR-3#x, in: [src/a.py], because: …}]`; "
        "or amend or retire ADR-19#x; or have org:ADR-3#x changed by whoever holds org:ADR-3"
    )


@pytest.mark.parametrize("many", [2, 3, 4, 9])
def test_the_override_that_is_proposed_settles_it(many):
    """Pasted as it is, for however many files and bans."""
    files = [f"src/app/{at}.py" for at in range(many)]
    asks = decision("ADR-19", rules=rule("require", "imports", "structlog"), scope=("src/app/**",))
    bans = [decision(f"ADR-{at}", rules=rule("forbid", "imports", "structlog")) for at in (3, 4)]
    (wrong,) = conflicts(build(asks, *bans), files)
    (pasted,) = yaml.safe_load(wrong.fix.partition("`")[2].partition("`")[0]).values()
    settled = decision(
        "ADR-19",
        rules=rule("require", "imports", "structlog"),
        scope=("src/app/**",),
        overrides=[(one["rule"], tuple(one["in"])) for one in pasted],
    )
    assert conflicts(build(settled, *bans), files) == ()


@pytest.mark.parametrize(
    ("required", "banned", "contradict"),
    [
        (("imports", "structlog"), ("forbid", "imports", "structlog"), True),
        (("imports", "structlog.stdlib"), ("forbid", "imports", "structlog"), True),
        (("imports", "structlog"), ("forbid", "imports", "structlog.stdlib"), False),
        (("imports", "structlog"), ("forbid", "imports", "exact:structlog"), False),
        (("imports", "exact:structlog"), ("forbid", "imports", "exact:structlog"), True),
        (("imports", "structlog", "logging"), ("forbid", "imports", "structlog"), False),
        (("imports", "structlog", "logging"), ("forbid", "imports", "structlog", "logging"), True),
        (("imports", "pkg:structlog"), ("forbid", "imports", "structlog"), True),
        (("packages", "pkg:structlog"), ("forbid", "packages", "pkg:pypi/structlog"), True),
        (("reaches", "structlog"), ("forbid", "imports", "structlog"), False),
        (("imports", "structlog"), ("forbid", "reaches", "structlog"), True),
        (("imports", "src/log.py"), ("forbid", "imports", "src/log.py"), True),
        (("imports", "shop.log"), ("forbid", "imports", "src/shop/**"), True),
        (("imports", "shop"), ("forbid", "imports", "src/shop/*.pyi"), False),
        (("imports", "shop.log"), ("only", "imports", "src/log.py"), True),
        (("imports", "shop.log"), ("only", "imports", "shop"), False),
        (("packages", "pkg:structlog"), ("only", "packages", "pkg:requests"), True),
        (("packages", "pkg:structlog"), ("only", "packages", "pkg:structlog"), False),
        (("packages", "pkg:structlog"), ("only", "imports", "shop"), False),
        (("imports", "shop.gone"), ("forbid", "imports", "shop.gone"), True),
        (("calls", "print"), ("forbid", "imports", "print"), False),
    ],
)
def test_what_contradicts(required, banned, contradict):
    verb, relation, *targets = banned
    problems = found(
        decision("A", rules=rule("require", *required), scope=("src/a.py",)),
        decision("B", rules=rule(verb, relation, *targets), scope=("src/a.py",)),
    )
    assert bool(problems) is contradict


def test_files_that_only_selects_may_import_each_other():
    problems = found(
        decision("A", rules=rule("require", "imports", "shop.log"), scope=("src/a.py",)),
        decision("B", rules=rule("only", "imports", "src/log.py"), scope=("src/**",)),
    )
    assert problems == ()


def test_two_bans_together_may_leave_no_way():
    (wrong,) = found(
        decision("A", rules=rule("require", "imports", "a", "b"), scope=("src/**",)),
        decision("B", rules=rule("forbid", "imports", "a")),
        decision("C", rules=rule("forbid", "imports", "b", level="final")),
    )
    assert wrong.message.startswith("no code can satisfy both A#x and B#x, C#x in src/a.py and 2 more; ")
    assert wrong.fix.startswith(
        "choose one: narrow the `in` of A#x so that it leaves src/a.py and 2 more out (C#x is final)"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"level": "advise"},
        {"when": {"edges": ["type"]}},
        {"inside": ("src/log.py",)},
        {"excuses": (("src/a.py", "why", False),)},
    ],
)
def test_what_leaves_a_way_open(more):
    required = decision("A", rules=rule("require", "imports", "structlog"), scope=("src/a.py",))
    assert found(required, decision("B", rules=rule("forbid", "imports", "structlog", **more))) == ()


def test_a_waiver_or_an_override_settles_it():
    required = decision("A", rules=rule("require", "imports", "structlog"), scope=("src/a.py",), overrides=["B#x"])
    ban = decision("B", rules=rule("forbid", "imports", "structlog"))
    assert found(required, ban) == ()
    plain = required._replace(links=())
    assert len(found(plain, ban)) == 1
    assert found(plain, ban, waiver("W", "B#x", inside=("src/a.py",))) == ()
    assert len(found(plain, ban, waiver("W", "B#x", until="2026-01-01"))) == 1


def test_a_caller_may_know_more():
    policy = build(
        decision("A", rules=rule("require", "imports", "structlog")),
        decision("B", rules=rule("forbid", "imports", "structlog")),
    )
    assert conflicts(policy, FILES, bears=lambda _rule, path: path.endswith(".md"))[0].message.endswith(
        "in docs/x.md; until this is settled both apply"
    )
    assert conflicts(policy, FILES, refuses=lambda *_: False) == ()
    assert conflicts(policy, FILES, matchers=lambda _rule: ()) == ()


@pytest.mark.parametrize(
    ("required", "banned", "contradict"),
    [
        (("calls", "logging.getLogger"), ("calls", "eval"), False),
        (("calls", "logging.getLogger"), ("symbols", "os.environ"), False),
        (("calls", "logging.getLogger"), ("symbols", "logging"), False),  # an undotted name is a global
        (("calls", "logging.getLogger"), ("calls", "logging"), False),
        (("calls", "logging.getLogger"), ("calls", "logging.getLogger"), True),
        (("calls", "logging.getLogger"), ("symbols", "logging.getLogger"), True),
        (("symbols", "logging.getLogger"), ("calls", "logging.getLogger"), False),
        (("symbols", "logging.getLogger"), ("symbols", "logging.*"), False),  # names logging.getLogger.cache
        (("symbols", "logging.getLogger"), ("symbols", "logging.**"), True),
        (("calls", "logging.getLogger"), ("calls", "logging.*"), True),
        (("calls", "logging.getLogger"), ("calls", "*.getLogger"), True),
        (("calls", "logging.*"), ("calls", "logging.getLogger"), False),
        (("calls", "logging.*"), ("symbols", "logging.handlers"), False),
        (("calls", "logging.handlers.*"), ("symbols", "logging.handlers"), True),
        (("calls", "logging.getLogger", "print"), ("calls", "print", "exec"), False),
        (("calls", "print"), ("calls", "print", "exec"), True),
    ],
)
def test_names_of_code_contradict_only_where_every_use_is_refused(required, banned, contradict):
    test_what_contradicts(required, ("forbid", *banned), contradict)
