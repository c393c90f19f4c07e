"""What a good file becomes, and what survives in a file that is not good."""

import os

import yaml
from reading_verbs import VERBS

from mneme_cli.decisions.documents import load, settings
from mneme_cli.decisions.reading.parse import parse
from mneme_cli.model import day
from mneme_cli.model.corpus import Place, Settings

GOOD = os.path.join(os.path.dirname(__file__), "good")
HEAD = "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-03-14\n"


def _bytes(name):
    with open(os.path.join(GOOD, name), "rb") as file:
        return file.read()


def _load(*texts, **options):
    files = [(f"d/{at}.yaml", text.encode() if isinstance(text, str) else text) for at, text in enumerate(texts)]
    return load(files, VERBS.get, tuple(VERBS), **options)


def test_a_decision_with_everything():
    (one,), _, problems = _load(_bytes("decision.yaml"))
    assert problems == ()
    assert (one.id, one.status, day.show(one.date)) == ("ADR-0012", "accepted", "2026-03-14")
    assert one.title == "Domain code does not import infrastructure"
    assert [day.show(each) for each in (one.effective, one.expires, one.review_by)] == [
        "2026-04-01",
        "2027-12-31",
        "2027-01-01",
    ]
    assert (one.by, one.scope) == (("ana", "bo"), ("src/shop/**", "app/[slug]/{name}/**"))
    assert [(link.kind, link.target) for link in one.links] == [
        ("supersedes", "ADR-0004"),
        ("amends", "ADR-7#rule"),
        ("amends", "org:ADR-7#rule"),
        ("overrides", "org:ADR-3#x"),
        ("relates", "ADR-0002"),
    ]
    assert (one.links[3].inside, one.links[3].because) == (("src/shop/legacy/**",), "moves out in May")
    assert one.context == "Three incidents in which a schema change broke pricing.\n\n\tA tab in prose is fine."
    assert one.decision == "Domain code depends on ports only."
    assert (one.authority, one.pack, one.place) == (1, "", Place("d/0.yaml", 3, 5))


def test_plain_values_stay_as_they_are_written():
    (one,), _, _ = _load(_bytes("decision.yaml"))
    odd = ["on", "no", "1.10", "12:30", "0012", "0x1f", "1_000", "~", True, None, -7, "2026-01-01", "1e3"]
    assert one.extra == {"x-ticket": "SHOP-812", "x-odd": odd}
    assert [type(value) for value in one.extra["x-odd"]] == [type(value) for value in odd]


def test_an_id_with_leading_zeros_stays_text():
    (one,), _, problems = _load(HEAD.replace("ADR-1", "0012"))
    assert (one.id, problems) == ("0012", ())


def test_the_rules_of_a_decision():
    (one,), _, _ = _load(_bytes("decision.yaml"))
    layers, orm = one.clauses
    assert (layers.id, layers.verb, layers.params) == ("ADR-0012#layers", "layers", {"order": ["web", "app", "domain"]})
    assert layers.places["layers.order.1"] == Place("d/0.yaml", 28, 19)
    assert (orm.verb, orm.params) == ("forbid", {"imports": ["sqlalchemy", "shop.infra"]})
    assert orm.inside == ("src/shop/domain/**",)
    assert orm.excuses == (
        ("src/shop/domain/legacy.py", "moves out with SHOP-812, see ADR-0019", False),
        ("shop.boot -> shop.adapters", "boot wires", True),
        ("-> packages/*/src/index.ts", "surface", False),
    )
    assert orm.when == {"edges": ["runtime"], "not": ["test"]}
    assert (day.show(orm.begins), orm.level, orm.waivable_by, orm.may_be_empty) == ("2026-06-01", "final", (), True)
    assert orm.say == "Depend on a port in domain/ports: # not a comment\nput the adapter in shop/infra."
    assert orm.place == Place("d/0.yaml", 30, 3)
    assert orm.places["forbid.imports.1"] == Place("d/0.yaml", 32, 29)
    assert orm.places["except.src/shop/domain/legacy.py"] == Place("d/0.yaml", 36, 7)


def test_a_waiver():
    _, (one,), problems = _load(_bytes("waiver.yaml"))
    assert problems == ()
    assert (one.id, one.waives, day.show(one.until)) == ("W-0007", ("ADR-0031#no-requests",), "2026-12-31")
    assert (one.approved_by, one.inside) == ("platform", ("src/billing/vendor_x/**",))
    assert one.because == "vendor-x 3.x imports requests; the 4.x upgrade is BILL-812."


def test_settings():
    made, problems = settings("mneme.yaml", _bytes("mneme.yaml"))
    assert problems == ()
    assert made.decisions == ("docs/adr",)
    assert made.components == {
        "web": (("src/shop/web/**",), ()),
        "app": (("src/shop/app/**", "src/shop/jobs/**"), ()),
        "infra": (("src/shop/infra/**",), ("adapter",)),
    }
    assert (made.imports, made.packet) == ({"yaml": "pyyaml"}, {"budget": 3000})
    assert (made.on_policy_change, made.on_unparsed, made.on_hook_failure) == ("block", "warn", "deny")
    assert made.on_unresolved == "block"
    assert made.extends[0]["name"] == "org"
    assert made.places["components.app"] == Place("mneme.yaml", 4, 3)
    assert made.places["components.app.1"] == Place("mneme.yaml", 6, 7)


def test_absent_and_empty_settings_are_the_defaults():
    for data in (None, b"", b"# nothing\n", b"---\n", b"{}\n"):
        made, problems = settings("mneme.yaml", data)
        assert (made._replace(places={}), problems) == (Settings(), ())


def test_a_broken_setting_keeps_its_default_and_the_others_stand():
    made, problems = settings("mneme.yaml", b"base: main\non_unparsed: maybe\ncomponents:\n  a: src/a\n  b: {}\n")
    assert (made.base, made.on_unparsed, made.components) == ("main", "block", {"a": (("src/a",), ())})
    assert len(problems) == 2


def test_a_broken_rule_goes_and_its_neighbours_stay():
    text = HEAD + "rules:\n  a:\n    forbid: {import: [x]}\n  b:\n    forbid: {imports: [y]}\n"
    (one,), _, problems = _load(text)
    assert [clause.id for clause in one.clauses] == ["ADR-1#b"]
    assert [each.line for each in problems] == [7]


def test_an_alias_in_a_rule_breaks_that_rule_alone():
    text = HEAD + "rules:\n  a:\n    forbid: {imports: [*x]}\n  b:\n    forbid: {imports: [y]}\n"
    (one,), _, problems = _load(text)
    assert [clause.id for clause in one.clauses] == ["ADR-1#b"]
    assert len(problems) == 1


def test_a_broken_link_goes_and_its_neighbours_stay():
    (one,), _, problems = _load(HEAD + "supersedes: [ADR-2, ADR-3#x, ADR-4]\n")
    assert [link.target for link in one.links] == ["ADR-2", "ADR-4"]
    assert len(problems) == 1


def test_a_broken_scope_silences_the_decision_but_keeps_its_name():
    text = HEAD + "scope: {}\nsupersedes: [ADR-2]\nrules:\n  b:\n    forbid: {imports: [y]}\n"
    (one,), _, _ = _load(text)
    assert (one.id, one.status, one.clauses, one.links) == ("ADR-1", "proposed", (), ())


def test_two_files_with_one_id():
    decisions, _, problems = _load(HEAD, HEAD)
    assert len(decisions) == 2
    assert [(one.code, one.path, one.line, one.message) for one in problems] == [
        ("E-DUP-ID", "d/0.yaml", 1, "ADR-1 is also the id of d/1.yaml"),
        ("E-DUP-ID", "d/1.yaml", 1, "ADR-1 is also the id of d/0.yaml"),
    ]


def test_ids_that_differ_in_leading_zeros_only():
    _, _, problems = _load(HEAD.replace("ADR-1", "ADR-12"), HEAD.replace("ADR-1", "ADR-0012"))
    assert {one.code for one in problems} == {"E-DUP-ID"}
    assert problems[0].message == "ADR-12 and ADR-0012 (d/1.yaml) differ in leading zeros only"
    assert _load(HEAD.replace("ADR-1", "ADR-10"), HEAD.replace("ADR-1", "ADR-100"))[2] == ()


def test_a_waiver_and_a_decision_share_the_names():
    waiver = _bytes("waiver.yaml").decode().replace("W-0007", "ADR-1")
    assert {one.code for one in _load(HEAD, waiver)[2]} == {"E-DUP-ID"}


def test_other_files_in_the_folder_are_nobodys_business():
    files = [("d/README.md", b"\0"), ("d/a.yml", HEAD.encode()), ("d/b.yaml.orig", b"[")]
    decisions, _, problems = load(files, VERBS.get, tuple(VERBS))
    assert (len(decisions), problems) == (1, ())


def test_a_template_without_id_is_an_error():
    _, _, (problem,) = load([("d/template.yaml", b"title: T\nstatus: proposed\ndate: 2026-01-01\n")], VERBS.get, ())
    assert problem.message == "a decision lacks 'id'"


def test_a_pack_puts_its_name_before_ids():
    text = HEAD + "supersedes: [ADR-2, other:ADR-2]\nrules:\n  b:\n    forbid: {imports: [y]}\n"
    waiver = _bytes("waiver.yaml").decode()
    (one,), (excuse,), _ = _load(text, waiver, authority=0, pack="org")
    assert (one.id, one.clauses[0].id, one.authority, one.pack) == ("org:ADR-1", "org:ADR-1#b", 0, "org")
    assert [link.target for link in one.links] == ["org:ADR-2", "other:ADR-2"]
    assert (excuse.id, excuse.waives) == ("org:W-0007", ("org:ADR-0031#no-requests",))


def test_line_ends_do_not_matter():
    unix = _bytes("decision.yaml")
    assert _load(unix)[0] == _load(unix.replace(b"\n", b"\r\n"))[0]


def test_text_is_composed():
    (one,), _, _ = _load(HEAD + 'scope:\n  - "src/cafe\u0301/**"\n')
    assert one.scope == ("src/caf\u00e9/**",)


def test_a_deliberate_comment_is_a_comment():
    (one,), _, problems = _load(HEAD + "scope:\n  - src/**  # everything\n")
    assert (one.scope, problems) == (("src/**",), ())


def test_both_parsers_make_the_same_tree():
    for name in ("decision.yaml", "waiver.yaml", "mneme.yaml"):
        fast, slow = parse(name, _bytes(name)), parse(name, _bytes(name), yaml.SafeLoader)
        assert fast[0] is not None
        assert _shape(fast[0]) == _shape(slow[0])


def _shape(node):
    if node.kind == "map":
        return [(_shape(key), _shape(value)) for key, value in node.value]
    inside = [_shape(entry) for entry in node.value] if node.kind == "list" else node.value
    return (node.kind, inside, node.line, node.column, node.plain, node.cut)
