from __future__ import annotations

import pytest

from mneme_cli.decisions.braces import expand
from mneme_cli.decisions.components import belongs, ties, vocabulary
from mneme_cli.decisions.join import union
from mneme_cli.decisions.selectors import Words, paths, read
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Place, Settings
from mneme_cli.model.layout import Layout
from mneme_cli.model.region import Region
from tests.decisions.made import LAYOUT, build, codes, decision

COMPONENTS = {
    "domain": (("shop.domain",), ("inner",)),
    "web": (("src/shop/web/**",), ("outer", "adapter")),
    "infra": (("shop.infra", "./db"), ("adapter",)),
}
WORDS, _ = vocabulary(Settings(components=COMPONENTS, imports={"cv2": "opencv-python"}), LAYOUT)


def inside(text, **more):
    return read(text, WORDS, **more).region.inside


@pytest.mark.parametrize(
    ("text", "globs"),
    [
        ("src/shop/domain/**", ("src/shop/domain/**",)),
        ("src/domain", ("src/domain", "src/domain/**")),
        ("src/domain/", ("src/domain/**",)),
        ("./Makefile", ("Makefile", "Makefile/**")),
        ("src/*.py", ("src/*.py",)),
        ("src/*/", ("src/*/**",)),
        ("src/{a,b/{c,d}}/x", ("src/a/x", "src/a/x/**", "src/b/c/x", "src/b/c/x/**", "src/b/d/x", "src/b/d/x/**")),
        ("src/features/{name}/**", ("src/features/{name}/**",)),
        ("app/[slug]/(group)/page?.tsx", ("app/[slug]/(group)/page?.tsx", "app/[slug]/(group)/page?.tsx/**")),
        (r"a/\{x\}", (r"a/\{x\}", r"a/\{x\}/**")),
        (r"a/\*", (r"a/\*", r"a/\*/**")),
        ("**", ("**",)),
        (".", ("**",)),
        ("./", ("**",)),
        ("cafe\u0301/x/**", ("caf\u00e9/x/**",)),
        ("path:Makefile", ("Makefile", "Makefile/**")),
        ("path:*.py", ("*.py",)),
        ("**/__init__.py", ("**/__init__.py", "**/__init__.py/**")),
        ("web", ("src/shop/web/**",)),
        ("domain", ("src/shop/domain.py", "src/shop/domain.pyi", "src/shop/domain/**")),
        ("shop.infra", ("src/shop/infra.py", "src/shop/infra.pyi", "src/shop/infra/**")),
        ("shop.infra.**", ("src/shop/infra.py", "src/shop/infra.pyi", "src/shop/infra/**")),
        ("mod:tool", ("tool.py", "tool.pyi", "tool/**")),
        (
            "exact:tool",
            ("tool.py", "tool.pyi", "tool/__init__.py", "tool/__init__.pyi"),
        ),
        ("shop.*.db", ("src/shop/*/db.py", "src/shop/*/db.pyi", "src/shop/*/db/**")),
        ("lang:python/tool", ("tool.py", "tool.pyi", "tool/**")),
        ("lang:python", ("**/*.ipynb", "**/*.py", "**/*.pyi")),
        ("tag:adapter", ("./db", "src")),
    ],
)
def test_what_a_selector_selects(text, globs):
    if text.startswith("tag:"):
        region = read(text, WORDS).region
        assert all(region.holds(path) for path in ("src/shop/infra/a.py", "db/x", "src/shop/web/a.py"))
        assert not region.holds("src/shop/domain/a.py")
    else:
        assert inside(text, here=True) == globs


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("shop.infra", "module", ("shop.infra",)),
        ("exact:shop.infra", "module", ("=shop.infra",)),
        ("shop.infra.*", "module", ("shop.infra.*",)),
        ("shop.infra.**", "module", ("shop.infra",)),
        ("sqlalchemy", "module", ("sqlalchemy",)),
        ("mcp_workspace.git_operations", "module", ("mcp_workspace.git_operations",)),
        ("shop.{a,b}", "module", ("shop.a", "shop.b")),
        ("shop.*.db", "module", ("shop.*.db", "shop.*.db.**")),
        ("pkg:pypi/pyyaml", "package", ("pypi/yaml",)),
        ("pkg:pypi/PyYAML", "package", ("pypi/yaml",)),
        ("pkg:requests", "package", ("pypi/requests",)),
        ("pkg:foo.bar_BAZ", "package", ("pypi/bar", "pypi/foo")),
        ("pkg:pypi/opencv_python", "package", ("pypi/cv2",)),
        ("pkg:pypi/some-thing", "package", ("pypi/some_thing", "pypi/some.thing")),
        ("pkg:pypi/zope.interface", "package", ("pypi/zope_interface", "pypi/zope.interface")),
        ("pkg:npm/@scope/x", "package", ("npm/@scope/x",)),
        ("pkg:@scope/x", "package", ("npm/@scope/x",)),
        ("std:python/subprocess", "std", ("python/subprocess",)),
        ("std:node/child_process", "std", ("node/child_process",)),
        ("std:node/node:child_process", "std", ("node/child_process",)),
        ("std:node:child_process", "std", ("node/child_process",)),
        ("std:typescript/node:fs/promises", "std", ("node/fs/promises",)),
        ("node:child_process", "std", ("node/child_process",)),
        ("node:fs/promises", "std", ("node/fs/promises",)),
        ("bun:sqlite", "std", ("bun/sqlite",)),
    ],
)
def test_the_names_of_what_is_no_file(text, form, names):
    selector = read(text, WORDS)
    assert (selector.text, selector.form, selector.names) == (text, form, names)


def test_direct_children_leave_the_module_itself_out():
    region = read("shop.infra.*", WORDS).region
    held = [path for path in CHILDREN if region.holds(path)]
    assert held == ["src/shop/infra/db.py", "src/shop/infra/sub/__init__.py"]


CHILDREN = [
    "src/shop/infra.py",
    "src/shop/infra/__init__.py",
    "src/shop/infra/db.py",
    "src/shop/infra/sub/__init__.py",
    "src/shop/infra/sub/deep.py",
]


def test_a_union_keeps_what_one_of_its_parts_takes_in():
    children = read("shop.infra.*", WORDS).region
    assert union([children, read("shop.infra", WORDS).region]).holds("src/shop/infra/__init__.py")
    assert not union([children, read("shop.web", WORDS).region]).holds("src/shop/infra/__init__.py")


def test_a_package_without_ecosystem_means_every_language_spoken_here():
    layout = Layout(roots=(("python", ""), ("typescript", "web/")))
    assert read("pkg:requests", Words(layout=layout)).names == ("npm/requests", "pypi/requests")
    assert read("pkg:requests", Words()).names == ("npm/requests", "pypi/requests")
    declared = Words(layout=Layout(declared=(("npm", "react"),)))
    assert read("pkg:requests", declared).names == ("npm/requests",)


def test_a_package_url_with_a_version_means_that_version():
    selector = read("pkg:pypi/Requests@2.0", Words())

    assert (selector.packages, selector.versions) == (("pypi/requests",), "==2.0")
    assert read("pkg:npm/%40scope/x@1.2.3", Words()).packages == ("npm/@scope/x",)
    assert read("pkg:npm/@scope/x@1.2.3", Words()).versions == "1.2.3"


def test_a_package_of_which_only_a_private_name_is_known_has_its_own_name_as_well():
    layout = Layout(packages=(("_pytest", "pytest"),))
    assert read("pkg:pypi/pytest", Words(layout=layout)).names == ("pypi/_pytest", "pypi/pytest")


def test_an_old_npm_package_in_capitals_may_be_named_if_a_manifest_does():
    layout = Layout(declared=(("npm", "JSONStream"),))
    assert read("pkg:npm/JSONStream", Words(layout=layout)).names == ("npm/JSONStream",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "domian",
            "'domian' is neither a component of mneme.yaml nor a module of ours",
            "did you mean 'domain'? A path needs a slash: ./domian",
        ),
        (
            "assets",
            "'assets' is neither a component of mneme.yaml nor a module of ours",
            "write a path with a slash: ./assets",
        ),
        ("Makefile", "'Makefile' looks like a file, and a path needs a slash", "write ./Makefile"),
        ("requests.sessions", "'requests.sessions' is neither a component of mneme.yaml nor a module of ours", None),
        ("pkg:pypi/requests", "'pkg:pypi/requests' is neither a component of mneme.yaml nor a module of ours", None),
        ("tox.ini", "'tox.ini' looks like a file, and a path needs a slash", "write ./tox.ini"),
        (".gitignore", "'.gitignore' looks like a file, and a path needs a slash", "write ./.gitignore"),
        ("uv.lock", "'uv.lock' looks like a file, and a path needs a slash", "write ./uv.lock"),
        ("bun.lock", "'bun.lock' looks like a file, and a path needs a slash", "write ./bun.lock"),
        ("Pipfile", "'Pipfile' looks like a file, and a path needs a slash", "write ./Pipfile"),
        ("setup.py", "'setup.py' looks like a file, and a path needs a slash", "write ./setup.py"),
        ("!src/x/**", "'!src/x/**': there is no `!`", "name what is left out, with a reason, under `except`: src/x/**"),
        ("*.py", "'*.py' has no slash, so it is no path", "write **/*.py (anywhere) or ./*.py (at the root)"),
        ("tag:adaptr", "no component has the tag 'adaptr'", "write tag:adapter"),
        ("pgk:x", "'pgk:' in 'pgk:x' is no known reading", "write pkg:x"),
        ("std:subprocess", "'std:subprocess' does not say whose standard library", "write std:python/subprocess"),
        ("node:", "'node:' does not say whose standard library", None),
        ("pkg:pypy/x", "'pypy' in 'pkg:pypy/x' is no ecosystem", "write pkg:pypi/…"),
        ("pkg:", "'pkg:' names no package", "write pkg:pypi/requests, or pkg:requests"),
        ("pkg:npm/React", "'pkg:npm/React': npm takes names in small letters only", "write pkg:npm/react"),
        ("pkg:pypi/x@", "'pkg:pypi/x@' names no package", "write pkg:pypi/requests, or pkg:requests"),
        ("pkg:pypi/x@one", "'==one' is no range of versions", None),
        (
            "pkg:pypi/x?os=mac",
            "'pkg:pypi/x?os=mac' has qualifiers, which no manifest tells apart",
            "write pkg:pypi/x",
        ),
        ("pkg:npm/x#lib/y", "'pkg:npm/x#lib/y' has a subpath, which no manifest tells apart", "write pkg:npm/x"),
        ("lang:pyton/x", "'pyton' in 'lang:pyton/x' is no language", "write lang:python/x"),
        ("lang:python/", "'lang:python/' names no module", "write lang:python/shop.domain"),
        ("/etc/passwd", "'/etc/passwd' leads out of the repository", "write a path from the root of the repository"),
        ("../x/**", "'../x/**' leads out of the repository", "write a path from the root of the repository"),
        (" ", "an empty selector", "write a path, a component or a module, or remove the entry"),
        ("shop..x", "'shop..x' has an empty part", "write the dotted name without doubled or outer dots"),
        ("src/{a,b", "a brace in 'src/{a,b' is never closed", "close it with }, or write \\{ for a literal brace"),
        (
            "src/{}/x",
            "'{}' in 'src/{}/x' is neither a capture nor alternatives",
            "write {name}, {!name} or {a,b}; a literal brace is \\{",
        ),
        ("src/x\\", "'src/x\\' ends in a backslash", "write \\\\ for a literal backslash"),
    ],
)
def test_what_cannot_be_read(text, message, hint):
    with pytest.raises(MnemeError) as wrong:
        read(text, WORDS, here=True)
    assert wrong.value.message == message
    assert hint is None or wrong.value.hint == hint


def test_too_many_alternatives():
    with pytest.raises(MnemeError, match="stands for more than 1000 alternatives"):
        expand("{a,b,c,d}" * 30)


def test_alternatives():
    assert expand("a{b,c{d,e}f,}g") == ("abg", "acdfg", "acefg", "ag")
    assert expand(r"a\{b,c}{x}") == (r"a\{b,c}{x}",)
    assert expand("{a,{name}}/{!name}") == ("a/{!name}", "{name}/{!name}")


def test_paths_of_a_capture_bind():
    (glob, *_) = paths("src/features/{name}/**", "x")
    assert [found["name"] for found in Region(inside=(glob,)).bindings("src/features/b.c/x.py")] == ["b.c"]


def test_belongs_to_the_longest_literal_prefix():
    components = {
        "all": Region(inside=("src/**",)),
        "shop": Region(inside=("src/shop/**",)),
        "tests": Region(inside=("src/*/tests/**",)),
        "one": Region(inside=("src/shop/one.py",)),
    }
    assert belongs(components, "src/shop/one.py") == ("one",)
    assert belongs(components, "src/shop/tests/a.py") == ("shop",)
    assert belongs(components, "src/x.py") == ("all",)
    assert belongs(components, "README.md") == ()
    assert belongs({**components, "again": Region(inside=("src/shop/*.py",))}, "src/shop/b.py") == ("again", "shop")


def test_a_tie_is_an_error():
    settings = Settings(places={"components.b": Place("mneme.yaml", 4, 3)})
    components = {"a": Region(inside=("src/**",)), "b": Region(inside=("src/*",))}
    (wrong,) = ties(components, ["src/x.py", "src/y.py"], settings)
    assert (wrong.code, wrong.path, wrong.line) == ("E-SCHEMA", "mneme.yaml", 4)
    assert wrong.message == "src/x.py belongs to several components alike: a, b"


def test_components_may_name_components_and_modules_of_their_own_name():
    settings = Settings(components={"shop": (("shop",), ()), "inner": (("shop", "./lib"), ())})
    words, problems = vocabulary(settings, LAYOUT)
    assert problems == []
    assert words.components["inner"].inside == ("src/shop.py", "src/shop.pyi", "src/shop/**", "lib", "lib/**")


def test_what_is_wrong_with_components():
    settings = Settings(
        components={"a": (("b",), ()), "b": (("a", "src/b/**"), ()), "c": (("shopp",), ())},
        places={"components.c.0": Place("mneme.yaml", 7, 8)},
    )
    policy = build(decision("A"), settings=settings)
    assert codes(policy) == ["E-SCHEMA", "E-SCHEMA"]
    assert [one.message for one in policy.corpus.problems] == [
        "component b: the components b and a contain each other",
        "component c: 'shopp' is neither a component of mneme.yaml nor a module of ours",
    ]
    assert policy.corpus.problems[1][1:4] == ("mneme.yaml", 7, 8)
    assert policy.components["b"].inside == ("src/b/**",)
