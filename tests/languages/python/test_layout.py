from __future__ import annotations

import pytest

from mneme_cli.languages.python.distributions import KNOWN
from mneme_cli.model.entry import normal
from mneme_cli.model.tree import Texts


def layout_of(python, files, roots=(), imports=None):
    texts = files if isinstance(files, dict) else dict.fromkeys(files, b"")
    return python.layout(Texts(texts), tuple(roots), imports or {})


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("pyproject.toml", b'[tool.setuptools.packages.find]\nwhere = ["lib"]'),
        ("pyproject.toml", b'[tool.setuptools.package-dir]\n"" = "lib"'),
        ("pyproject.toml", b'[tool.setuptools.package-dir]\nshop = "lib/shop"'),
        ("pyproject.toml", b'[tool.hatch.build.targets.wheel]\npackages = ["lib/shop"]'),
        ("pyproject.toml", b'[tool.hatch.build.targets.wheel]\nsources = ["lib"]'),
        ("pyproject.toml", b'[tool.hatch.build.targets.wheel.sources]\n"lib" = ""'),
        ("pyproject.toml", b'[[tool.poetry.packages]]\ninclude = "shop"\nfrom = "lib"'),
        ("pyproject.toml", b'[tool.maturin]\npython-source = "lib"'),
        ("pyproject.toml", b'[tool.pdm.build]\npackage-dir = "lib"'),
        ("pyproject.toml", b'[tool.uv.build-backend]\nmodule-root = "./lib"'),
        ("pyproject.toml", b'[tool.pytest.ini_options]\npythonpath = "lib"'),
        ("setup.cfg", b"[options]\npackage_dir =\n    = lib"),
        ("setup.cfg", b"[options.packages.find]\nwhere = lib"),
    ],
)
def test_declared(python, manifest, said):
    layout = layout_of(python, {manifest: said, "lib/shop/a.py": b"", "tests/test_a.py": b""})
    assert layout.of("python") == ("lib/", "")
    assert ("python", "shop", "lib/") in layout.own


@pytest.mark.parametrize(
    ("files", "roots"),
    [
        (("src/shop/a.py",), ("src/", "")),
        (("shop/__init__.py", "shop/a.py"), ("",)),
        (("backend/shop/__init__.py", "backend/shop/sub/__init__.py"), ("", "backend/")),
        (("shop/__init__.py", "shop/ns/sub/__init__.py"), ("",)),  # below a package begins no root
        (("src/shop/web/__init__.py", "src/shop/a.py"), ("src/", "")),  # nor below a root that is known
        (("a.py",), ("",)),
        ((), ("",)),
        (
            ("packages/a/setup.py", "packages/a/src/x/a.py", "packages/b/setup.py", "packages/b/y/a.py"),
            ("packages/a/src/", "packages/b/", ""),
        ),
        (("shop/__init__.py", "shop/templates/t/setup.py", "shop/templates/t/src/a.py"), ("", "shop/templates/t/src/")),
        (("tests/data/x/setup.py", "tests/data/x/src/a.py", "a.py"), ("", "tests/data/x/src/")),
    ],
)
def test_found(python, files, roots):
    assert layout_of(python, files).of("python") == roots


def test_settings_win_and_hide_nothing_that_a_manifest_says(python):
    files = {"pyproject.toml": b'[tool.pdm.build]\npackage-dir = "src"', "src/a/b.py": b"", "py/c/d.py": b""}
    layout = layout_of(python, files, roots=("./py/",))
    assert layout.of("python") == ("py/", "src/", "")
    assert ("python", "c", "py/") in layout.own


def test_a_root_that_is_one_file(python):
    layout = layout_of(python, ("tools/run.py", "tools/other.py"), roots=("tools/run.py",))
    assert [own for own in layout.own if own[2] == "tools/"] == [("python", "run", "tools/")]


@pytest.mark.parametrize(
    "broken",
    [b"[tool", b"\xff\xfe", b"tool = 1", b"[tool]\nsetuptools = 3\nhatch = []", b"[project]\ndependencies = 3"],
)
def test_broken_manifests_say_nothing(python, broken):
    assert layout_of(python, {"pyproject.toml": broken, "setup.cfg": broken, "a.py": b""}).of("python") == ("",)


def test_packages(python):
    files = {
        "pyproject.toml": b'[project]\ndependencies = ["My.Dist_Name[x]>=1; python_version>\'3\'"]\n[dependency-groups]\ndev = ["pytest-cov"]\n[tool.poetry.group.x.dependencies]\nAlpha = "^1"',
        "uv.lock": b'[[package]]\nname = "pyyaml"\nversion = "6"\nsource = {registry = "x"}\n[[package]]\nname = "ours"\nsource = {editable = "."}',
        "requirements-dev.txt": b"# no\n-r x.txt\nrequests==2 # yes\n",
    }
    packages = dict(layout_of(python, files, imports={"odd": "odd-dist"}).packages)
    assert packages["my_dist_name"] == "my-dist-name"
    assert packages["pytest_cov"] == "pytest-cov"
    assert packages["yaml"] == "pyyaml"
    assert packages["requests"] == "requests"
    assert packages["alpha"] == "alpha"
    assert packages["odd"] == "odd-dist"
    assert "ours" not in packages


def test_what_mneme_yaml_says_of_an_import_comes_before_manifests_locks_and_the_table(python):
    files = {"requirements.txt": b"pyyaml\nmy-dist\n"}
    said = {"yaml": "ruamel-yaml", "my_dist": "other", "PIL": "pillow-simd"}
    packages = dict(layout_of(python, files, imports=said).packages)
    assert {name: packages[name] for name in said} == said


def test_table_is_normalised():
    assert all(normal(distribution) == distribution for distribution in KNOWN.values())
    assert KNOWN["PIL"] == "pillow"


def test_digest_follows_the_content(python):
    one, same, other = (layout_of(python, files).digest for files in (("a.py",), ("a.py",), ("b.py",)))
    assert one == same != other


def test_cheap_on_many_files(python):
    from time import process_time

    files = [f"src/shop/p{n % 50}/q{n % 7}/m{n}.py" for n in range(20_000)] + ["src/shop/__init__.py"]
    tree = Texts(dict.fromkeys(files, b""))
    begun = process_time()
    tree.list()
    listed = process_time() - begun
    begun = process_time()
    python.layout(tree, (), {})
    assert process_time() - begun < 20 * listed + 0.5
