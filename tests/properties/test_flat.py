"""The flat policy says what the rules say from which it was made: read back, by place, by word, by id, from a file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.judge.nominate import by_bytes, by_scope, prefixes, speaks
from mneme_cli.model.line import write_rule
from mneme_cli.model.policy import INLINE, Policy
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside, Rule, Texts
from mneme_cli.model.scan import dumps
from mneme_cli.model.selector import Selector
from mneme_cli.store import files
from mneme_cli.store import flatten as flattened
from mneme_cli.store import policy as policies

NASTY = 'aé\t\n\r\x0b\x85\u2028"\\ {}*/.=,𝄞\udcff#'
SEGMENTS = ["src", "a", "b", "é", "a b", "t\tab", "new\nline", "q'\"", "x.py", "[slug]"]
TOKENS = [f"w{at}".encode() for at in range(2 * INLINE)]
DAYS = (20000, 20100)


def made(noun, **fields):
    """Make a noun of a strategy for each field; the others keep their defaults."""
    return st.fixed_dictionaries(fields).map(lambda given: noun(**given))


def numbered(found):
    """Give every rule an id of its own, nasty all the same, in the order in which a policy holds them."""
    return sorted(rule._replace(id=f"{rule.id}#{at}") for at, rule in enumerate(found))


texts = st.text(NASTY, max_size=8)
paths = st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=4).map("/".join)
globs = st.builds(
    lambda path, tail: path + tail if tail != "**" else "**", paths, st.sampled_from(["", "/**", "/*", "/*/b", "**"])
)
some_globs = st.lists(globs, max_size=3).map(tuple)
flat_regions = made(Region, inside=some_globs, outside=some_globs)
regions = made(Region, inside=some_globs, outside=some_globs, allof=st.lists(flat_regions, max_size=2).map(tuple))
selectors = made(Selector, text=texts, region=flat_regions, names=st.lists(texts, max_size=2).map(tuple))
asides = made(
    Aside,
    how=st.sampled_from(["waiver", "except"]),
    by=texts,
    why=texts,
    where=regions,
    target=st.lists(selectors, max_size=1).map(tuple),
    until=st.integers(0, 30000),
    hide=st.booleans(),
)
evidence = st.sampled_from([(), ("imports",), ("graph",), ("imports", "uses"), ("text",)])
rules = made(
    Rule,
    id=texts,
    kind=st.sampled_from(["forbid", "layers"]),
    relation=texts,
    near=regions,
    far=st.lists(selectors, max_size=2).map(tuple),
    edges=st.integers(0, 511),
    tokens=st.lists(st.sampled_from(TOKENS), unique=True, max_size=3).map(lambda found: tuple(sorted(found))),
    through=st.booleans(),
    everywhere=st.booleans(),
    reads=evidence,
    moment=st.sampled_from(["edit", "change"]),
    began=st.integers(0, 30000),
    waivable_by=st.lists(texts, max_size=2).map(tuple),
    asides=st.lists(asides, max_size=2).map(tuple),
    terms=st.dictionaries(texts, texts, max_size=2).map(dumps),
)
corpora = st.lists(rules, max_size=8).map(numbered)


def said(rule):
    return Texts(title=f"title\t{rule.id}", say="a\nb", history=(rule.id, "é"), since=20000, waivable_by=("x",))


def flat(found, stamp=b""):
    spoken = {rule.id: said(rule) for rule in found}
    return flattened.flatten(found, spoken, {"a": ["é\n", 1]}, stamp, DAYS)


@settings(max_examples=60, deadline=None)
@given(found=corpora, stamp=st.binary(max_size=20))
def test_what_is_read_back_is_what_was_written(found, stamp):
    policy = Policy(flat(found, stamp))
    assert len(policy) == len(found)
    assert [policy.rule(at)._replace(texts=0) for at in range(len(found))] == found
    assert [policy.number(rule.id) for rule in found] == list(range(len(found)))
    assert policy.number("nobody") == -1
    assert [policy.texts(at) for at in range(len(found))] == [said(rule) for rule in found]
    assert policy.lines() == {dumps(write_rule(rule)).encode() for rule in found}
    assert (policy.stamp(), policy.settings()) == (stamp, {"a": ["é\n", 1]})
    assert policy.digest == Policy(flat(found)).digest, "the stamp is no part of what is law"
    assert [policy.holds_on(day) for day in (19999, 20000, 20100, 20101)] == [False, True, True, False]


@settings(max_examples=60, deadline=None)
@given(found=corpora, asked=st.lists(paths, min_size=1, max_size=5), opened=st.booleans())
def test_places_are_what_a_linear_scan_finds(found, asked, opened):
    policy = Policy(flat(found))
    policy = policy.opened() if opened else policy
    for prefix in sorted({prefix for path in asked for prefix in prefixes(path)}):
        for part in "hbc":
            here = [
                at for at, rule in enumerate(found) if flattened.part(rule) == part and prefix in flattened.stems(rule)
            ]
            place = policy.place(part, prefix)
            assert (place is None) == (not here)
            if place is None:
                continue
            assert place.always == tuple(at for at in here if not found[at].tokens)
            assert place.through == tuple(at for at in here if found[at].tokens and found[at].through)
            words = {
                word: tuple(at for at in here if word in found[at].tokens) for at in here for word in found[at].tokens
            }
            assert place.tokens == tuple(sorted(words.items()))
            assert not place.many


@settings(max_examples=60, deadline=None)
@given(found=corpora, asked=st.lists(paths, min_size=1, max_size=5), words=st.sets(st.sampled_from(TOKENS), max_size=4))
def test_no_rule_that_speaks_at_a_path_is_overlooked(found, asked, words):
    policy = Policy(flat(found))
    text = b" ".join(sorted(words))
    for path in asked:
        near = {at for at, rule in enumerate(found) if rule.everywhere or rule.near.holds(path)}
        assert near <= set(by_scope(policy, path))
        assert speaks(policy, path) == bool(by_scope(policy, path))
        biting = {at for at in near if not found[at].tokens or found[at].through or words & set(found[at].tokens)}
        assert biting <= set(by_bytes(policy, path, text))


@settings(max_examples=30, deadline=None)
@given(size=st.integers(INLINE, 2 * INLINE), words=st.sets(st.sampled_from(TOKENS), max_size=4))
def test_many_words_are_found_one_by_one(size, words):
    plain = Rule(id="é\t", kind="forbid", near=Region(inside=("src/**",)), reads=("imports",))
    crowd = numbered([plain._replace(tokens=(token,)) for token in (*TOKENS[:size], b"more")])
    policy = Policy(flat(crowd))
    place = policy.place("h", "src/")
    assert place is not None
    assert place.many
    for word in (*TOKENS, b"more", b"w", b"nobody", b"w0 "):
        assert policy.word("h", "src/", word) == tuple(at for at, rule in enumerate(crowd) if word in rule.tokens)
        assert policy.word("h", "sr", word) == policy.word("b", "src/", word) == ()
    text = b"import " + b".".join(sorted(words)) + b"\n"
    assert by_bytes(policy, "src/a/x.py", text) == tuple(
        at for at, rule in enumerate(crowd) if words & set(rule.tokens)
    )


def test_ten_thousand_rules_from_a_mapped_file(tmp_path):
    made = numbered(
        Rule(
            id=f"ADR-{at:05d}",
            kind="forbid",
            near=Region(inside=(f"src/é{at % 100}\t/**" if at % 3 else "**",)),
            tokens=(f"t{at}".encode(),),
            reads=("imports",),
            terms=dumps({"\n": "é" * (at % 7)}),
        )
        for at in range(10_000)
    )
    files.save(str(tmp_path / "policy"), flat(made))
    policy = policies.load(str(tmp_path / "policy"))

    assert policy is not None
    assert not isinstance(policy.buffer, bytes)
    assert [policy.rule(at)._replace(texts=0) for at in range(0, 10_000, 7)] == made[::7]
    assert [policy.number(made[at].id) for at in range(0, 10_000, 701)] == list(range(0, 10_000, 701))
    assert len(policy.lines()) == 10_000
    for at in range(0, 10_000, 397):
        prefix = "" if at % 3 == 0 else f"src/é{at % 100}\t/"
        assert policy.word("h", prefix, f"t{at}".encode()) == (at,)
        assert by_bytes(policy, f"src/é{at % 100}\t/x.py", f"import t{at}".encode()) in ((at,), ())
    assert policy.place("h", "src/é1") is None


def test_a_damaged_policy_is_none(tmp_path):
    whole = flat(numbered([Rule(id="a", kind="forbid")]))
    for name, damaged in {"short": whole[:-1], "long": whole + b"x", "empty": b"", "other": b"x" + whole[1:]}.items():
        files.save(str(tmp_path / name), damaged)
        assert policies.load(str(tmp_path / name)) is None
    assert policies.load(str(tmp_path / "absent")) is None
