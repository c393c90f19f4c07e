"""A name of code that is nearly one of the standard library's is asked about; one that is there never is."""

from __future__ import annotations

import sys

import pytest

from mneme_cli.decisions.misnamed import Library
from mneme_cli.languages.python.members import members
from mneme_cli.model.layout import Layout

PYTHON = Library(Layout(declared=(("pypi", "datetimes"),)), ["a.py", "README.md", "Makefile"])
BOTH = Library(Layout(), ["a.py", "web/b.ts"])
SCRIPT = Library(Layout(), ["b.ts"])


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("os.sytem", "os.system"),
        ("builtins.evla", "builtins.eval"),
        ("evla", "eval"),
        ("prnit", "print"),
        ("os.path.jion", "os.path.join"),
        ("os.envrion.get", "os.environ.get"),
        ("subprocess.check_ouptut", "subprocess.check_output"),
        ("subproces.run", "subprocess.run"),
        ("subproces.*", "subprocess.*"),
        ("datetime.datetme.utcnow", "datetime.datetime.utcnow"),
        ("urllib.request.urlopne", "urllib.request.urlopen"),
    ],
)
def test_a_slip_is_asked_about(name, meant):
    assert PYTHON.near(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        *(
            "os.system",
            "os",
            "eval",
            "builtins.eval",
            "os.*",
            "*.save",
            "**",
            "os.path.join",
            "datetime.datetime.utcnow",
        ),
        *("src/db.quer", "@a/b.evla", "signal.SIGBREAK", "os.O_BINARYY", "os._exit", "os.frobnicate", "datetimes.now"),
        *(
            "ujson.loads",
            "typer.run",
            "httpx.get",
            "simplejson.loads",
            "gettext",
            "_",
            "fetch",
            "Object",
            "subprocess.*",
        ),
        *("collections.abc.Mapping", "threading.Thread.start", "math.fma", "asyncio.TaskGroup", "itertools.batched"),
    ],
)
def test_what_is_there_or_is_like_nothing_is_not(name):
    assert PYTHON.near(name) == ""


def test_what_may_be_another_language_s_own_is_not():
    assert (BOTH.near("os.sytem"), BOTH.near("evla"), BOTH.near("subprocess.rnu")) == ("", "", "subprocess.run")
    assert (SCRIPT.near("os.sytem"), SCRIPT.near("evla"), SCRIPT.near("subprocess.rnu")) == ("", "", "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("module", sorted({*members()} & {*sys.stdlib_module_names} - {"antigravity", "this"}))
def test_every_public_name_of_this_interpreter_is_known(module):
    there = pytest.importorskip(module)
    assert [name for name in getattr(there, "__all__", ()) if PYTHON.near(f"{module}.{name}")] == []
