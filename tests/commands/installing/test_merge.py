"""Settings of somebody else: after an installation everything of theirs is there, after uninstalling every byte is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.commands.installing import pieces, target
from mneme_cli.commands.installing.lossless import parse
from mneme_cli.commands.installing.merge import begun, merged, parted
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses._wiring import names, take

TARGETS = [
    target(name, scope, "/r")
    for name in names()
    for scope in ("project", "user")
    if not take(name).text and (take(name).user if scope == "user" else take(name).project)
]
THEIRS = {"hooks": [{"type": "command", "command": "./lint.sh"}]}
STRICT = [
    "{}",
    "{}\n",
    "{ }",
    "{\n}\n",
    '{"a": 1}',
    '{"a":1,"b":[]}',
    '{\n  "version": 1\n}\n',
    '{\n  "$version": 4\n}\n',
    '{\n    "permissions": {"allow": ["Read"]}\n}',
    '\ufeff{"b": {}}',
    '{"\u00e4": "\u65e5\\u672c"}',
]
GROUPED = [
    '{\n  "a": [1,2],\n  "hooks": {}\n}\n',
    '{"hooks":{"Stop":[],"AfterAgent": [ ],"stop":[\n]}}',
    '{"hooks": {"Stop": [%s], "PreToolUse": [%s, %s]}, "z": 1}' % ((json.dumps(THEIRS),) * 3),
    '{\r\n\t"hooks": {\r\n\t\t"PreToolUse": [\r\n\t\t\t{"command": "a"}\r\n\t\t]\r\n\t},\r\n\t"version": 1\r\n}\r\n',
]
COMMENTED = [
    '{\n  // c\n  "a": 1, // x, y\n  "hooks": { // in\n    "AfterTool": [\n      {"x": 1}, // why\n    ],\n  },\n}\n',
    '{"a": 1 // c\n}',
    '// top\n{ /* a, b */ "hooks": /* x */ {} }\n',
    '{"hooks": {"BeforeTool": [1, /* , */ 2 /* , */ ]}, }',
]
CASES = [
    pytest.param(at, text, id=f"{at.harness}-{at.scope}-{number}")
    for at in TARGETS
    for number, text in enumerate(
        STRICT + (GROUPED if len(at.wiring.keys(at.wiring.hooks[0])) > 1 else []) + (COMMENTED * at.wiring.comments)
    )
]


def first(at):
    return at.wiring.keys(at.wiring.hooks[0])[0]


@pytest.mark.parametrize(("at", "text"), CASES)
def test_uninstalling_undoes_an_installation_to_the_byte(at, text):
    wanted = pieces(at, closed=True)

    new = merged(at.file, text, wanted)

    assert new != text
    assert merged(at.file, new, wanted) == new
    assert parted(at.file, new, first(at)) == text


@pytest.mark.parametrize(("at", "text"), CASES)
def test_what_was_there_is_still_there_in_its_order_and_ours_is_there_once(at, text):
    wanted = pieces(at, closed=False)
    plain = parse("x", text, comments=True).plain()

    made = parse("x", merged(at.file, text, wanted), comments=True).plain()

    for piece in wanted:
        found = made
        before = plain
        for key in piece.keys:
            found, before = found[key], before.get(key, {}) if isinstance(before, dict) else {}
        assert found[: len(before)] == list(before)
        assert found.count(piece.value) == 1
    assert {key: value for key, value in made.items() if key != "hooks"} == {
        key: value for key, value in plain.items() if key != "hooks"
    }


@pytest.mark.parametrize("at", TARGETS, ids=lambda at: f"{at.harness}-{at.scope}")
def test_a_file_that_we_began_goes_away_with_us(at):
    wanted = pieces(at, closed=True)
    text = begun(at.file, wanted)

    assert json.loads(text)
    assert merged(at.file, text, wanted) == text
    assert parted(at.file, text, first(at)) == ""


@pytest.mark.parametrize("at", TARGETS, ids=lambda at: f"{at.harness}-{at.scope}")
def test_an_older_entry_is_changed_where_it_stands(at):
    """Codex trusts a hook by its place, so one of somebody else must not get another number."""
    wanted = pieces(at, closed=False)
    older = [piece._replace(value=json.loads(json.dumps(piece.value).replace("30", "20"))) for piece in wanted]
    text = begun(at.file, tuple(older))
    if len(wanted[0].keys) == 2:
        behind = {key: [*value, THEIRS] for key, value in json.loads(text)["hooks"].items()}
        text = json.dumps({"hooks": behind})

    made = json.loads(merged(at.file, text, wanted))

    for piece in wanted:
        found = made
        for key in piece.keys:
            found = found[key]
        assert piece.value in found
    if len(wanted[0].keys) == 2:
        assert all(found == [piece.value, THEIRS] for found, piece in zip(made["hooks"].values(), wanted, strict=True))


CLAUDE = next(at for at in TARGETS if (at.harness, at.scope) == ("claude", "project"))
GEMINI = next(at for at in TARGETS if (at.harness, at.scope) == ("gemini", "project"))


def test_an_entry_of_ours_that_is_no_longer_wanted_or_there_twice_is_taken_out():
    wanted = pieces(CLAUDE, closed=False)
    stop = next(piece.value for piece in wanted if piece.moment == "stop")
    compact = {"hooks": [{"type": "command", "command": "mneme hook claude pre-compact"}]}
    text = json.dumps({"hooks": {"Stop": [stop, THEIRS, stop], "PreCompact": [THEIRS, compact]}})

    made = json.loads(merged(CLAUDE.file, text, wanted))["hooks"]

    assert (made["Stop"], made["PreCompact"]) == ([stop, THEIRS], [THEIRS])


def test_our_handler_in_a_group_of_somebody_else_leaves_theirs_alone():
    ours = {"type": "command", "command": "mneme hook claude stop"}
    text = json.dumps({"hooks": {"Stop": [{"hooks": [*THEIRS["hooks"], ours]}]}})

    assert json.loads(parted(CLAUDE.file, text, "hooks")) == {"hooks": {"Stop": [THEIRS]}}


def test_a_command_for_another_agent_or_that_only_looks_like_ours_is_not_ours():
    for command in (
        "mneme hook codex stop",
        "mneme check",
        "echo mneme hook claude stop && ./mine.sh",
        "mymneme hook claude stop",
    ):
        text = json.dumps({"hooks": {"Stop": [{"hooks": [{"type": "command", "command": command}]}]}})
        assert parted(CLAUDE.file, text, "hooks") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":', "claude/settings.json:1:6 is no JSON: it ends too early"),
        ('{\n  "a": 1\n  "b": 2\n}', ":3:3 is no JSON: a comma or } is missing"),
        ('{"a": 1,}', ":1:9 is no JSON: a name in double quotes is missing"),
        ('{"a" 1}', ":1:6 is no JSON: a colon is missing"),
        ('{"a": tru}', ":1:7 is no JSON: a value is missing"),
        ('{"a": 1} x', ":1:10 is no JSON: there is more behind its end"),
        ('{"a": "b\n"}', ":1:7 is no JSON: a string does not end on its line"),
        ('{"a": "\\x"}', ":1:7 is no JSON: a string holds an escape that is none"),
        ('{"a": 1.2.3}', ":1:7 is no JSON: 1.2.3 is no number"),
        ("{ // c\n}", ":1:3 is no JSON: this client reads no comments"),
        ("[]", ":1 holds no JSON object"),
        ('{\n"hooks": []}', ':2 "hooks" is not an object'),
        ('{"hooks": {\n"Stop": {}}}', ':2 "Stop" is not a list'),
        ("[" * 5000, "nests too deep"),
    ],
)
def test_a_broken_file_is_an_error_with_its_place(text, said):
    with pytest.raises(MnemeError) as raised:
        merged(CLAUDE.file, text, pieces(CLAUDE, closed=False))

    assert said in raised.value.message
    assert raised.value.hint


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
events = st.dictionaries(st.sampled_from(["Stop", "PreToolUse", "Other"]), st.lists(values, max_size=3), max_size=3)


@given(
    rest=st.dictionaries(st.text(max_size=4).filter(lambda key: key != "hooks"), values, max_size=3),
    hooks=st.none() | events,
    indent=st.sampled_from([None, 1, 2, 4, "\t"]),
    tight=st.booleans(),
    front=st.booleans(),
)
def test_whatever_the_file_is_like_it_comes_back(rest, hooks, indent, tight, front):
    pair = {} if hooks is None else {"hooks": hooks}
    plain = {**pair, **rest} if front else {**rest, **pair}
    text = json.dumps(plain, indent=indent, separators=(",", ":") if tight else None)
    wanted = pieces(CLAUDE, closed=False)

    new = merged(CLAUDE.file, text, wanted)

    assert parse("x", text, comments=False).plain() == plain
    assert {key: value for key, value in json.loads(new).items() if key != "hooks"} == rest
    assert parted(CLAUDE.file, new, "hooks") == text
    assert parted(CLAUDE.file, text, "hooks") == text
