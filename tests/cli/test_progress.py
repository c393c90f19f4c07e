"""A bar for long work: on a terminal, on standard error, drawn when there is something to draw, without a thread."""

import io
import sys
import threading

import pytest

from mneme_cli.cli.progress import bar


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        raise io.UnsupportedOperation


@pytest.fixture
def shown(monkeypatch):
    """Work under a bar; return what standard error showed. Pytest changes streams before a test, so not earlier."""

    def work(*steps, stream=Terminal, **environ):
        for name in ("NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm", **environ}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stderr", made := stream())
        threads = set(threading.enumerate())
        try:
            with bar("Reading code") as progress:
                for step in steps:
                    progress(*step)
                    assert set(threading.enumerate()) <= threads
        finally:
            monkeypatch.undo()
        return made.getvalue()

    return work


def test_much_work_has_a_bar_and_no_thread(shown):
    text = shown((100, 1000), (1000, 1000))

    assert "Reading code" in text
    assert "1000/1000" in text
    assert text.endswith("\x1b[2K")


def test_little_work_has_none(shown):
    assert shown((0, 20), (20, 20)).replace("\x1b[?25h", "").strip() == ""


@pytest.mark.parametrize("environ", [{"CI": "true"}, {"TERM": "dumb"}])
def test_where_nothing_may_move(shown, environ):
    assert shown((100, 1000), **environ) == ""


def test_a_pipe_has_none(shown):
    assert shown((100, 1000), stream=io.StringIO) == ""
