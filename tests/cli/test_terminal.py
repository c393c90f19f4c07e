"""The face of a stream: width, colour and whether somebody looks; what it cannot say is spelled."""

import io
import sys

import pytest

from mneme_cli.cli import terminal


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        raise ValueError


@pytest.mark.parametrize(
    ("stream", "environ", "face"),
    [
        (io.StringIO(), {}, (0, False, False)),
        (io.StringIO(), {"FORCE_COLOR": "1", "COLUMNS": "90"}, (90, True, False)),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, (0, False, False)),
        (Terminal(), {}, (80, True, True)),
        (Terminal(), {"COLUMNS": "100"}, (100, True, True)),
        (Terminal(), {"NO_COLOR": "1"}, (80, False, True)),
        (Terminal(), {"NO_COLOR": ""}, (80, True, True)),
        (Terminal(), {"CI": "true"}, (80, False, False)),
        (Terminal(), {"CI": "true", "FORCE_COLOR": "1"}, (80, True, False)),
        (Terminal(), {"TERM": "dumb"}, (80, False, False)),
    ],
)
def test_the_face_of_a_stream(stream, environ, face):
    assert terminal.face(stream, environ) == face


def test_what_the_stream_cannot_say_is_spelled(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    terminal.put("é \udc80")
    out.flush()
    assert out.buffer.getvalue() == b"\\xe9 \\udc80"
