"""What an agent reads of a verdict: each rule once, with the places where it is broken, and never a flood."""

from mneme_cli.judge.explain import LATER, STOPPED, reason
from mneme_cli.judge.review import WHY
from mneme_cli.model.fact import Edge
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.rule import Texts

TEXTS = {
    "ADR-0001#no-db": Texts(title="The domain knows no database", say="ask shop/storage"),
    "ADR-0002#no-web": Texts(title="No web in the domain"),
}
DB, WEB = TEXTS


def found(rule, line, path="shop/domain/order.py", **more):
    return Finding(rule=rule, source=path, target=f"std:db{line}", claim=f"imports db{line}", line=line, **more)


def said(*findings):
    return reason(Verdict(findings=findings), TEXTS.__getitem__).splitlines()


def test_one_finding_is_one_sentence():
    assert said(found(DB, 3)) == [
        "ADR-0001#no-db blocks this: shop/domain/order.py:3 imports db3.",
        "Decision: The domain knows no database.",
        "Instead: ask shop/storage",
        STOPPED,
    ]


def test_findings_of_one_rule_are_lines_under_it_in_the_order_of_the_file():
    assert said(found(DB, 10), found(DB, 2), found(WEB, 4)) == [
        "ADR-0001#no-db blocks this:",
        "- shop/domain/order.py:2 imports db2.",
        "- shop/domain/order.py:10 imports db10.",
        "Decision: The domain knows no database.",
        "Instead: ask shop/storage",
        "ADR-0002#no-web blocks this: shop/domain/order.py:4 imports db4.",
        "Decision: No web in the domain.",
        STOPPED,
    ]


def test_sixty_findings_of_one_rule_are_eight_lines_and_a_number():
    lines = said(*(found(DB, line) for line in range(1, 61)))

    assert [line for line in lines if line.startswith("- ")][-1] == "- shop/domain/order.py:8 imports db8."
    assert lines[9:] == [
        "and 52 more of this rule.",
        "Decision: The domain knows no database.",
        "Instead: ask shop/storage",
        STOPPED,
    ]


def test_very_many_rules_are_five_and_a_number():
    rules = [f"ADR-{number:04}#r" for number in range(7)]
    lines = reason(Verdict(findings=tuple(found(rule, 1) for rule in rules)), lambda _: Texts(title="T")).splitlines()

    assert [line.partition(" ")[0] for line in lines if "blocks" in line] == rules[:5]
    assert "and 2 more of the same change." in lines


def test_what_is_special_about_a_place_stands_in_its_line():
    chain = (Edge("shop/domain/order.py", "a.py", 3), Edge("a.py", "b.py", 1))
    far = found(DB, 3)._replace(claim="reaches b.py", chain=chain)
    due = found(DB, 5, status="due", why_aside="the waiver ended")

    assert said(far, due)[1:3] == [
        "- shop/domain/order.py:3 reaches b.py. Chain: shop/domain/order.py -> a.py -> b.py.",
        "- shop/domain/order.py:5 imports db5. It was there before, and is due: the waiver ended.",
    ]


def test_a_warning_and_a_rule_of_the_base_are_told_apart_from_what_blocks():
    lines = said(found(DB, 1), found(DB, 2, outcome="warn"), found(WEB, 3, outcome="ask", why_aside=WHY))

    assert "ADR-0001#no-db blocks this: shop/domain/order.py:1 imports db1." in lines
    assert "ADR-0001#no-db warns of this: shop/domain/order.py:2 imports db2." in lines
    assert "ADR-0002#no-web of the base forbids this: shop/domain/order.py:3 imports db3." in lines
    assert lines.count("Only because the policy was changed in this work tree would it pass.") == 1


def test_what_is_allowed_for_now_is_not_said_to_be_blocked():
    base = found(WEB, 4, why_aside=WHY, outcome="ask")

    lines = reason(Verdict(findings=(found(DB, 3), base)), TEXTS.__getitem__, LATER).splitlines()

    assert lines[0] == "Allowed for now, and breaks ADR-0001#no-db: shop/domain/order.py:3 imports db3."
    assert "Allowed for now, and breaks ADR-0002#no-web of the base: shop/domain/order.py:4 imports db4." in lines
    assert lines[-1] == "The change as a whole is stopped at the next gate unless another edit mends this."
    assert not any("block" in line or "forbid" in line for line in lines)
