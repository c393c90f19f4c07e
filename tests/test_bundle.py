"""What a door finds in its bundle is what it would find in its modules' own files, and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from subprocess import run

import pytest

PACKAGE = Path(__file__).parents[1] / "mneme_cli"
SAY = """
import sys
sys.path[:0] = [{path!r}]
sys.dont_write_bytecode = {dont}
from mneme_cli.bundle import Bundle
bundle = Bundle("test")
bundle.open()
import mneme_cli.{module} as module
print(type(module.__spec__.loader).__name__, module.__file__.endswith(".py"), {value})
bundle.keep()
"""


@pytest.fixture
def package(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "mneme_cli", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "mneme_cli"


def said(package, module="model.day", value="bool(module)", *, dont=False):
    code = SAY.format(path=str(package.parent), module=module, value=value, dont=dont)
    done = run([sys.executable, "-I", "-S", "-E", "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def bundles(package):
    return sorted((package / "__pycache__").glob("test.*.bundle*"))


def test_the_second_run_is_served_from_the_bundle_and_says_the_same(package):
    assert said(package) == "SourceFileLoader True True"
    assert said(package) == "Bundle True True"
    assert len(bundles(package)) == 1


def test_a_package_is_a_package_and_its_entries_are_listed(package):
    for loader in ("SourceFileLoader", "Bundle"):
        line = said(package, "kinds", "__import__('mneme_cli.shelf').shelf.names('mneme_cli.kinds')")
        assert line.startswith(f"{loader} True ('acyclic', ")


def test_modules_of_different_runs_come_together(package):
    said(package)
    said(package, "model.glob")
    assert said(package) == "Bundle True True"
    assert said(package, "model.glob") == "Bundle True True"


@pytest.mark.parametrize("same", [True, False], ids=["of the same length", "longer"])
def test_a_changed_source_is_read_anew_at_once(package, same):
    file = package / "model" / "day.py"
    file.write_text(file.read_text() + "\nMARK = 1\n")
    assert said(package, value="module.MARK") == "SourceFileLoader True 1"
    assert said(package, value="module.MARK") == "Bundle True 1"
    file.write_text(file.read_text().replace("MARK = 1", "MARK = 2" if same else "MARK = 2222"))
    os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 2_000_000_000))
    told = "2" if same else "2222"
    assert said(package, value="module.MARK") == f"SourceFileLoader True {told}"
    assert said(package, value="module.MARK") == f"Bundle True {told}"


def test_a_module_that_is_gone_is_gone(package):
    said(package)
    (package / "model" / "day.py").unlink()
    assert "No module named 'mneme_cli.model.day'" in said(package)


@pytest.mark.parametrize("what", [b"", b"x", b"\x00" * 40, b"\xff" * 4000])
def test_what_is_no_bundle_is_mended(package, what):
    said(package)
    (bundle,) = bundles(package)
    bundle.write_bytes(what)
    assert said(package) == "SourceFileLoader True True"
    assert said(package) == "Bundle True True"


def test_half_a_bundle_is_none(package):
    said(package)
    (bundle,) = bundles(package)
    bundle.write_bytes(bundle.read_bytes()[:-1])
    assert said(package) == "SourceFileLoader True True"
    assert said(package) == "Bundle True True"


def test_a_bundle_of_another_layout_is_none(package):
    said(package)
    (bundle,) = bundles(package)
    bundle.write_bytes(b"mneme/1\n" + bundle.read_bytes()[8:])
    assert said(package) == "SourceFileLoader True True"
    assert said(package) == "Bundle True True"


MADE = """[
    (name, type(one.__loader__).__name__, type(one.__spec__).__name__, one.__spec__.name, one.__package__, one.__file__,
     getattr(one, "__path__", None), getattr(sys.modules[name.rpartition(".")[0]], name.rpartition(".")[2]) is one)
    for name, one in sorted(sys.modules.items()) if name.startswith("mneme_cli.") and name != "mneme_cli.bundle"
]"""


def test_what_a_module_imports_is_made_as_python_makes_it(package):
    first = said(package, "judge.judge", MADE)
    assert first.count("SourceFileLoader") > 5
    second = said(package, "judge.judge", MADE)
    assert second == first.replace("SourceFileLoader", "Bundle")


def test_a_package_that_another_module_had_imported_comes_before_what_is_in_it(package):
    (package / "far").mkdir()
    (package / "far" / "__init__.py").write_text("")
    (package / "far" / "near.py").write_text("")
    (package / "model" / "one.py").write_text("import mneme_cli.far\nfrom mneme_cli.model import two\n")
    (package / "model" / "two.py").write_text("from mneme_cli.far import near\n")
    assert said(package, "model.one") == "SourceFileLoader True True"
    assert said(package, "model.two", "module.near.__spec__.parent") == "Bundle True mneme_cli.far"


def test_an_imported_module_that_fails_names_its_own_line_and_is_not_left_behind(package):
    (package / "model" / "one.py").write_text("from mneme_cli.model import two\n")
    (package / "model" / "two.py").write_text("import os\nos.environ['MNEME_TWO']\n")
    os.environ["MNEME_TWO"] = "1"
    try:
        assert said(package, "model.one") == "SourceFileLoader True True"
        assert said(package, "model.one") == "Bundle True True"
    finally:
        del os.environ["MNEME_TWO"]
    told = said(package, "model.one")
    assert "model/two.py" in told.replace(os.sep, "/")
    assert "KeyError: 'MNEME_TWO'" in told


def test_who_asks_for_no_bytecode_gets_no_bundle(package):
    assert said(package, dont=True) == "SourceFileLoader True True"
    assert bundles(package) == []


def test_a_folder_that_cannot_be_written_costs_speed_and_nothing_else(package):
    (package / "__pycache__").write_text("a file in the way")
    assert said(package) == "SourceFileLoader True True"
    assert said(package) == "SourceFileLoader True True"


def test_a_traceback_names_the_source(package):
    assert said(package, "errors").startswith("SourceFileLoader")
    told = said(package, "errors", "module.MnemeError('a', 'b').nothing")
    assert "Bundle" not in told
    assert "AttributeError" in told
    file = package / "model" / "day.py"
    file.write_text(file.read_text() + "\ndef fail():\n    raise ZeroDivisionError\n")
    said(package)
    told = said(package, value="module.fail()")
    assert f'File "{file}", line ' in told
    assert "raise ZeroDivisionError" in told
