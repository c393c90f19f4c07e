"""eslint-plugin-boundaries: elements become components, pairs become bans, every setting has a row."""

from __future__ import annotations

import json

from tests.importers.conftest import odd, rules
from tests.importers.javascript import boundaries

FILES = {f"src/{name}/a/a.js": "" for name in ("ui", "app", "lib")}


def plain(rule):
    """A rule without the kinds of imports that the plugin does not look at."""
    return {key: value for key, value in rule.items() if key != "when"}


def test_elements_become_components_and_pairs_become_bans(brought):
    rule = [
        2,
        {
            "default": "disallow",
            "rules": [
                {"from": ["ui"], "allow": ["app", "ui"], "message": "Ask."},
                {"from": "app", "allow": "*"},
                {"from": "app", "disallow": "ui"},
            ],
        },
    ]

    made = brought("eslint_boundaries", ".eslintrc.json", boundaries(rule), FILES)

    assert made.components == {name: (f"**/{name}/*/**",) for name in ("ui", "app", "lib")}
    whens = [rule["when"] for rule in rules(made).values()]
    assert whens == [{"not": ["dynamic", "require", "reexport"]}] * 3
    assert {key.partition("#")[2]: plain(rule) for key, rule in rules(made).items()} == {
        "ui": {"forbid": {"imports": ["lib"], "through": False}, "in": ["ui"], "say": "Ask."},
        "app": {"forbid": {"imports": ["ui"], "through": False}, "in": ["app"]},
        "lib": {"forbid": {"imports": ["ui", "app"], "through": False}, "in": ["lib"]},
    }
    assert odd(made) == {("lib", "elements of the same type"): "not importable"}


def test_what_is_more_than_a_type_is_said(brought):
    elements = [
        {"type": "a", "pattern": "src/a.js", "mode": "full"},
        {"type": "b", "pattern": ["b/[x]"], "mode": "file"},
    ]
    rule = [
        "error",
        {
            "default": "allow",
            "rules": [
                {"from": [["a", {"x": "y"}]], "disallow": ["b"]},
                {"from": "a", "disallow": "b", "importKind": "type"},
                {"from": "a", "disallow": ["b"]},
            ],
        },
    ]

    made = brought("eslint_boundaries", "x.json", boundaries(rule, elements), {"src/a.js": "", "src/b/[x]": ""})

    assert made.components == {"a": ("src/a.js",), "b": ("**/b/[x]",)}
    assert [list(rule) for rule in rules(made).values()] == [["forbid", "in", "when"]]
    assert [row.how for row in made.rows if row.what == "boundaries/element-types"] == [
        "not importable",
        "not importable",
    ]
    assert ("b", "element") in odd(made)


def test_every_setting_of_the_plugin_has_a_row(brought):
    settings = {
        "boundaries/elements": [
            {"type": "ui", "pattern": "ui/*", "capture": ["name"]},
            {"type": "any", "pattern": ["ui/*", "lib/*"], "later": 1},
        ],
        "boundaries/ignore": ["**/*.spec.js"],
        "boundaries/include": ["src/**"],
        "boundaries/dependency-nodes": ["import", "require", "dynamic-import", "export"],
        "boundaries/root-path": "x",
    }
    rule = [2, {"default": "allow", "rules": [{"from": "ui", "disallow": ["any"]}]}]
    text = json.dumps({"settings": settings, "rules": {"boundaries/element-types": rule}})

    made = brought("eslint_boundaries", "x.json", text, {"ui/a/a.js": "", "lib/a/a.js": ""})

    assert odd(made) == {
        ("ui", "element"): "approximate",
        ("any", "element"): "approximate",
        ("any", "pattern"): "approximate",
        ("", "boundaries/include"): "approximate",
        ("", "boundaries/root-path"): "not importable",
    }
    assert ("", "boundaries/ignore") in {(row.where, row.what) for row in made.rows}
    (law,) = made.decisions
    assert law.scope == ("src/**",)
    assert {what for what, _, _ in law.clauses[0].excuses} == {"**/*.spec.js", "-> **/*.spec.js"}
    assert law.clauses[0].when == {}


def parted(brought, elements, *paths, rule=None):
    """Import elements, none of which may know another, into a tree of files."""
    rule = rule or [2, {"default": "disallow"}]
    return brought("eslint_boundaries", "x.json", boundaries(rule, elements), dict.fromkeys(paths, ""))


def said(made, how="approximate"):
    return [row.why for row in made.rows if row.how == how]


def test_an_entry_that_cannot_be_read_leaves_the_others_of_its_list(brought):
    rules_ = [{"from": "ui", "allow": ["lib", ["app", {"name": "x"}]]}, {"from": "app", "allow": "*", "message": "No."}]
    rules_ += [{"from": "app", "disallow": [{"type": "lib", "captured": {"a": "b"}}, "u*"]}]
    made = brought(
        "eslint_boundaries", "x.json", boundaries([2, {"default": "disallow", "rules": rules_}], None), FILES
    )

    assert {key.partition("#")[2]: rule["forbid"]["imports"] for key, rule in rules(made).items()} == {
        "ui": ["app"],
        "app": ["ui"],
        "lib": ["ui", "app"],
    }
    assert said(made) == [
        'rule 1: ["app", {"name": "x"}] in `allow` is left out: mneme bans what it lets in',
        'rule 3: {"type": "lib", "captured": {"a": "b"}} in `disallow` is left out: mneme lets in what it bans',
    ]
    assert not [row for row in made.rows if row.what == "boundaries/element-types" and row.how == "exact"]


def test_a_rule_that_says_nothing_readable_is_not_importable(brought):
    rules_ = [
        {"from": [["ui", {"a": "b"}]], "allow": "lib", "disallow": "app"},
        {"from": "ui", "allow": "lib", "importKind": "type"},
        {"from": ["ui", "!lib"], "allow": "lib"},
    ]
    made = brought("eslint_boundaries", "x.json", boundaries([2, {"rules": rules_}]), FILES)

    first, second = (why for why in said(made, "not importable") if why.startswith("rule"))
    assert first == (
        'rule 1: ["ui", {"a": "b"}] in `from` is left out: mneme bans what it lets in and mneme lets in what it bans'
    )
    assert second.startswith("rule 2: it is about `importKind` and is left out: only types of elements are known here")
    assert second.endswith("mneme bans what it lets in")
    assert said(made) == ["rule 3: '!lib' in `from` is left out: mneme bans what it lets in"]
    assert rules(made)["Elements depend only on what they may#ui"]["forbid"]["imports"] == ["app"]


def test_in_one_rule_what_is_banned_wins_and_a_rule_may_be_about_the_target(brought):
    rules_ = [{"from": "ui", "disallow": "lib", "allow": "*"}, {"to": {"type": "app"}, "deny": [{"type": ["lib"]}]}]
    made = brought("eslint_boundaries", "x.json", boundaries([1, {"default": "allow", "rules": rules_}]), FILES)

    assert [(each.inside, each.params["imports"], each.level) for each in made.decisions[0].clauses] == [
        (("ui",), ["lib"], "advise"),
        (("lib",), ["app"], "advise"),
    ]


def test_an_entry_about_one_type_alone_errs_neither_way(brought):
    rules_ = [{"from": "ui", "allow": [["ui", {"name": "${from.name}"}]]}]
    made = brought("eslint_boundaries", "x.json", boundaries([2, {"rules": rules_}]), FILES)

    assert said(made)[0].endswith("it is about elements of one type, and no rule here is")


def test_a_rule_without_options_says_nothing(brought):
    made = brought("eslint_boundaries", "x.json", boundaries(2), FILES)

    assert made.decisions == ()
    assert made.rows[-1] == ("", "boundaries/element-types", "exact", "the plugin does nothing without options")


def test_a_file_of_two_patterns_is_what_the_plugin_takes_it_for(brought):
    elements = [{"type": "lib", "pattern": "lib/*"}, {"type": "test", "pattern": "*.test.js", "mode": "file"}]
    made = parted(brought, elements, "src/lib/a/a.js", "src/lib/a/a.test.js", "src/x.test.js")

    assert made.components == {"lib": ("**/lib/*/**",), "test": ("**/*.test.js",)}
    assert made.but == {"lib": ("**/*.test.js",)}
    (why,) = said(made)
    assert why.startswith("src/lib/a/a.test.js fits 'test' as well, and first: that is what it is there, so **/*.test")


def test_of_two_patterns_that_fit_alike_the_first_wins(brought):
    elements = [{"type": "one", "pattern": "lib/*"}, {"type": "two", "pattern": ["{src,lib}/ui", "none"]}]
    made = parted(brought, elements, "lib/ui/a.js", "src/ui/b.js")

    assert made.components == {"one": ("**/lib/*/**",), "two": ("**/src/ui/**", "**/lib/ui/**")}
    assert made.but == {"two": ("**/lib/*/**",)}
    assert said(made)[0] == "'**/none/**' selects no file today, and is left out"


def test_a_type_of_no_file_has_no_component(brought):
    elements = [
        {"type": "one", "pattern": "lib/*"},
        {"type": "two", "pattern": "lib/ui"},
        {"type": "no", "pattern": "x"},
    ]
    made = parted(brought, elements, "lib/ui/a.js", "lib/b/b.js", rule=[2, {"rules": [{"from": "*", "allow": []}]}])

    assert made.components == {"one": ("**/lib/*/**",)}
    assert [why.partition(",")[0] for why in said(made)] == [
        "each file that fits it fits 'one' as well",
        "no file has it today",
    ]


def test_patterns_that_win_by_turns_are_told(brought):
    elements = [{"type": "a", "pattern": "a"}, {"type": "b", "pattern": "b"}]
    paths = ("a/b/1.js", "a/b/2.js", "b/a/1.js", "a/1.js", "b/1.js")
    made = parted(brought, elements, *paths)

    assert made.but == {"a": ("**/b/**",)}
    assert (
        said(made)[1] == "b/a/1.js is of this type there and b here: which pattern fits first differs from file to file"
    )
