from __future__ import annotations

from mneme_cli.decisions.documents import load
from mneme_cli.decisions.extends import VENDOR, check, digest, sound
from mneme_cli.model.corpus import Place, Settings
from tests.decisions.made import build, codes, decision

FILES = {"a.yaml": b"id: ADR-3\n", "b/c.yaml": b""}
PIN = digest(FILES)


def extending(*pins, name="org"):
    return Settings(
        extends=tuple({"name": name, "sha256": pin} for pin in pins),
        places={"extends.0.sha256": Place("mneme.yaml", 4, 13), "extends.1.sha256": Place("mneme.yaml", 8, 13)},
    )


def test_the_digest_depends_on_paths_and_contents_and_not_on_order():
    assert digest(dict(reversed(FILES.items()))) == PIN
    others = [
        {**FILES, "b/c.yaml": b"x"},
        {"a.yaml": b"id: ADR-3\n", "bc.yaml": b""},
        {"a.yamlid": b": ADR-3\n", "b/c.yaml": b""},
    ]
    assert len({PIN, *map(digest, others)}) == 4
    assert len(PIN) == 64


def test_a_pack_that_is_what_it_is_pinned_to():
    assert check(extending(PIN), {"org": FILES}) == ()
    assert sound(extending(PIN), {"org": FILES}) == ("org",)


def test_e_extends():
    (missing,) = check(extending(PIN), {})
    assert (missing.code, missing.line, missing.column) == ("E-EXTENDS", 4, 13)
    assert missing.message == "the pack org is not in .mneme/vendor/org"
    (changed,) = check(extending("0" * 64), {"org": FILES})
    assert changed.message == "the pack org in .mneme/vendor/org is not what is pinned"
    assert changed.fix == f"restore its files, or, if the change is meant, write in mneme.yaml:4 sha256: {PIN}"
    (bare,) = check(extending(""), {"org": FILES})
    assert (bare.message, bare.fix) == (
        "the pack org is not pinned",
        f"in its entry at mneme.yaml:4 write sha256: {PIN}",
    )
    (twice,) = check(extending(PIN, "0" * 64), {"org": FILES})
    assert (twice.line, twice.message) == (8, f"the pack org is pinned twice, to {PIN[:12]}… and to 000000000000…")
    assert twice.fix == "delete the entry at mneme.yaml:4 or the one at mneme.yaml:8; one name is one content"
    assert missing.fix.endswith("or delete its entry at mneme.yaml:4")
    (stray,) = check(Settings(), {"org": FILES})
    assert stray.message == ".mneme/vendor/org is there, but mneme.yaml does not extend it"
    for settings, vendored in (
        (extending(PIN), {}),
        (extending("0"), {"org": FILES}),
        (extending(PIN, "0"), {"org": FILES}),
    ):
        assert sound(settings, vendored) == ()


def brought(*records):
    """Read the files of a pack as those of a repository that vendors it are read."""
    listed = [(f"{VENDOR}/org/{at}.yaml", text.encode()) for at, text in enumerate(records)]
    decisions, waivers, problems = load(listed, authority=0, pack="org")
    assert problems == ()
    return *decisions, *waivers


HEAD = "id: {}\ntitle: T\nstatus: accepted\ndate: 2026-01-01\n"
BAN = "rules:\n  x:\n    forbid:\n      imports: [sqlalchemy]\n"
PAPER = "waiver: W-1\nwaives: ['ADR-3#x']\nuntil: 2026-12-31\napproved_by: ana\nbecause: why\n"


def test_ids_of_a_pack_carry_its_name_and_so_do_its_links():
    links = "supersedes: [ADR-2]\namends: ['base:ADR-9#x']\n"
    two, three, paper = brought(HEAD.format("ADR-2") + BAN, HEAD.format("ADR-3") + links + BAN, PAPER)
    assert (three.id, three.pack, three.authority) == ("org:ADR-3", "org", 0)
    assert three.clauses[0].id == "org:ADR-3#x"
    assert [(link.source, link.target) for link in three.links] == [
        ("org:ADR-3", "org:ADR-2"),
        ("org:ADR-3", "base:ADR-9#x"),
    ]
    assert (paper.id, paper.waives, paper.pack) == ("org:W-1", ("org:ADR-3#x",), "org")
    policy = build(two, three, decision("base:ADR-9"), paper)
    assert codes(policy) == []
    assert policy.corpus.live == ("org:ADR-3#x",)


OURS = Settings(components={"domain": (("src/ours/**",), ()), "mine": (("src/mine/**",), ())}, exclude=("src/gen/**",))
THEIRS = Settings(components={"domain": (("src/theirs/**",), ())})


def near(level, *inside):
    rules = {"x": {"inside": inside, "level": level}}
    return build(decision("org:A", rules=rules), settings=OURS, packs={"org": THEIRS})


def test_a_final_rule_of_a_pack_reads_the_packs_components_alone():
    assert near("normal", "domain").rules[0].near.inside == ("src/ours/**",)
    assert near("final", "domain").rules[0].near.inside == ("src/theirs/**",)
    (wrong,) = near("final", "mine").corpus.problems
    assert (
        wrong.message
        == "'mine' is a component of the repository, and a final rule of a pack reads the pack's own alone"
    )
    assert codes(near("normal", "mine")) == []


def test_a_final_rule_of_a_pack_ignores_what_the_repository_excludes():
    assert near("normal", "**").rules[0].near.outside == ("src/gen/**",)
    assert near("final", "**").rules[0].near.outside == ()
    alone = build(decision("org:A", rules={"x": {"inside": ("mine",), "level": "final"}}), settings=OURS)
    assert codes(alone) == ["E-SCHEMA"]
