"""Today's debt, accepted once: written, held, shrunk, refused."""

import json

import pytest

from mneme_cli.store import baseline as store

BAD = {"src/shop/app/late.py": "import requests\n", "src/shop/domain/tax.py": "import requests\nimport sqlalchemy\n"}
OLD = "src/shop/app/old.py"
FINAL = """\
id: ADR-0009
title: Nobody evaluates text
status: accepted
date: 2026-01-01
rules:
  no-eval:
    forbid:
      calls: [eval]
    level: final
"""


@pytest.fixture
def indebted(shop, mneme):
    shop.commit("debt", BAD)
    return shop


def entries(repo):
    return store.read(repo.read(store.PATH)).counts


def test_what_is_accepted_no_longer_blocks_and_what_is_new_does(indebted, mneme):
    code, out, _ = mneme("check", "--all")
    assert code == 1
    assert "`mneme baseline` accepts today's findings once" in " ".join(out.split())

    code, out, _ = mneme("baseline")

    assert code == 0
    assert out.startswith("accepted: 3 findings in .mneme/baseline.json")
    assert mneme("check", "--all")[0] == 0
    indebted.write({"src/shop/web/new.py": "import requests\n"})
    code, out, _ = mneme("check", "--all")
    assert code == 1
    assert "blocked: 1 finding" in out
    assert "3 baselined" in out


def test_one_more_of_an_accepted_identity_is_new(indebted, mneme):
    mneme("baseline")
    indebted.write({"src/shop/app/late.py": "import requests\n\n\ndef again():\n    import requests\n"})

    assert mneme("check", "--all")[0] == 1


def test_the_same_bytes_whenever_it_is_written(indebted, mneme):
    mneme("baseline")
    first = indebted.read(store.PATH)
    _, out, _ = mneme("baseline")

    assert out.startswith("unchanged: 3 findings")
    assert indebted.read(store.PATH) == first
    assert first == store.write(store.read(first))


def test_growth_is_refused_and_printed(indebted, mneme):
    mneme("baseline")
    before = indebted.read(store.PATH)
    indebted.write({"src/shop/web/new.py": "import requests\n", "src/shop/app/late.py": ""})

    code, out, _ = mneme("baseline")

    assert code == 1
    assert "+ ADR-0003#one-client  src/shop/web/new.py  → pkg:pypi/requests\n" in out
    assert "- ADR-0003#one-client  src/shop/app/late.py  → pkg:pypi/requests\n" in out
    assert "+1 −1" in out
    assert indebted.read(store.PATH) == before


def test_growth_that_was_asked_for_is_printed_too(indebted, mneme):
    mneme("baseline")
    indebted.write({"src/shop/web/new.py": "import requests\n"})

    code, out, _ = mneme("baseline", "--allow-growth")

    assert code == 0
    assert "+ ADR-0003#one-client  src/shop/web/new.py" in out
    assert mneme("check", "--all")[0] == 0


def test_what_is_gone_is_reported_until_it_is_taken_out(indebted, mneme):
    mneme("baseline")
    indebted.write({"src/shop/app/late.py": ""})

    code, out, _ = mneme("check", "--all")
    assert code == 0
    assert "W-UNUSED  .mneme/baseline.json:4:1" in out
    assert "src/shop/app/late.py" in mneme("lint")[1]
    assert mneme("baseline", "--shrink")[1].endswith("+0 −1: 2 findings left in .mneme/baseline.json\n")
    assert len(entries(indebted)) == 2
    assert "W-UNUSED" not in mneme("check", "--all")[1]


def test_shrinking_never_takes_in_what_is_new(indebted, mneme):
    mneme("baseline")
    indebted.write({"src/shop/web/new.py": "import requests\n", "src/shop/app/late.py": ""})

    code, _, _ = mneme("baseline", "--shrink")

    assert code == 0
    assert {identity[1] for identity in entries(indebted)} == {"src/shop/domain/tax.py"}


def test_final_rules_are_never_accepted(shop, mneme):
    shop.commit("final", {"docs/decisions/ADR-0009.yaml": FINAL, "src/shop/web/bad.py": "print(eval('1'))\n"})

    code, out, _ = mneme("baseline")

    assert code == 0
    assert "1 finding of final rules still blocks, and is never accepted: ADR-0009#no-eval" in " ".join(out.split())
    assert not (shop.path / store.PATH).exists()


def test_a_final_rule_blocks_even_if_somebody_writes_it_in(shop, mneme):
    row = '{"edge":"runtime","rule":"ADR-0009#no-eval","source":"src/shop/web/bad.py","symbol":"eval","target":"","times":1}'
    text = f'{{"version": 1, "findings": [{row}]}}'
    shop.commit(
        "final",
        {store.PATH: text, "docs/decisions/ADR-0009.yaml": FINAL, "src/shop/web/bad.py": "print(eval('1'))\n"},
    )

    assert mneme("check", "--all")[0] == 1


def test_json(indebted, mneme):
    _, out, _ = mneme("baseline", "--json")

    said = json.loads(out)
    assert (said["version"], said["accepted"], said["written"], said["refused"]) == (1, 3, True, False)
    assert said["added"][0] == {
        "rule": "ADR-0003#one-client",
        "source": "src/shop/app/late.py",
        "target": "pkg:pypi/requests",
        "symbol": "",
        "edge": "runtime",
        "times": 1,
    }


@pytest.mark.parametrize(
    ("argv", "said"), [(("--shrink",), "mneme baseline writes one"), (("--shrink", "--allow-growth"), "exclude")]
)
def test_misuse(shop, mneme, argv, said):
    code, _, err = mneme("baseline", *argv)

    assert code == 2
    assert said in err


def test_errors_in_decisions_come_first(shop, mneme):
    shop.write({"docs/decisions/ADR-0010.yaml": "id: ADR-0010\n"})

    code, _, err = mneme("baseline")

    assert code == 2
    assert "mneme lint" in err


def test_a_file_that_is_no_baseline_is_named(shop, mneme):
    shop.write({store.PATH: "<<<<<<< HEAD\n"})

    code, _, err = mneme("baseline")

    assert code == 2
    assert store.PATH in err


ADVICE = (
    FINAL.replace("ADR-0009", "ADR-0019")
    .replace("final", "advise")
    .replace("no-eval", "no-input")
    .replace("eval", "input")
)


@pytest.mark.parametrize("level", ["advise", "final"])
def test_only_what_a_baseline_takes_is_offered_to_it(shop, mneme, level):
    shop.commit(
        "old",
        {"docs/decisions/ADR-0009-eval.yaml": FINAL.replace("level: final", f"level: {level}"), OLD: 'eval("1")\n'},
    )
    mneme("baseline")
    shop.write({OLD: 'eval("1")\nx = 1\n'})

    said = " ".join(mneme("check")[1].split())

    assert "`mneme baseline` accepts" not in said
    why = "advice (needs no acceptance)" if level == "advise" else "final rules (never accepted)"
    assert f"1 existing in the files looked at: 1 of {why}; `mneme baseline` takes none of them." in said
    assert "accepts today's findings" not in " ".join(mneme("check", "--all")[1].split())


def test_of_several_those_are_counted_that_a_baseline_takes(shop, mneme):
    shop.commit(
        "old",
        {
            "docs/decisions/ADR-0019-input.yaml": ADVICE,
            "docs/decisions/ADR-0009-eval.yaml": FINAL,
            OLD: 'eval("1")\ninput("2")\nimport requests\n',
        },
    )
    shop.write({OLD: 'eval("1")\ninput("2")\nimport requests\nx = 1\n'})

    said = " ".join(mneme("check")[1].split())

    assert "`mneme baseline` accepts 1 of them, but not 1 of final rules (never accepted) and 1 of advice" in said
