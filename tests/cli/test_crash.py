"""Our own failure leaves a report that can be pasted, and no traceback."""

import os

from mneme_cli.cli import crash, repository
from mneme_cli.cli.app import run
from tests.cli.shared_corpus import get

HERE = os.path.abspath(".")


def test_our_own_failure_leaves_a_report(monkeypatch, capsys, tmp_path):
    def broken(day=""):
        raise ZeroDivisionError("half\x1b[2J")

    monkeypatch.setattr(repository, "corpus", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["list"]) == 3
    err = capsys.readouterr().err
    assert "bug of ours" in err
    assert "Traceback" not in err
    assert "\x1b" not in err
    report = get(str(tmp_path), os.listdir(tmp_path)[0])
    assert "mneme_cli/cli/reading.py:" in report
    assert "`mneme list`" in report
    assert HERE not in report


def test_a_report_that_cannot_be_written_is_printed(monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", "/not/there")
    crash.tell(ValueError("x"), ["list"])
    assert "### mneme failed" in capsys.readouterr().err
