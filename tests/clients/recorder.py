"""Stands where `mneme` is looked up: writes down what a hook was given and what it answered.

The answer is that of the program named after the log, or, where that is "toy", the toy's (`tests.clients.toy`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys


def main(log: str, program: str, argv: list[str]) -> int:
    """Answer one event."""
    given = sys.stdin.buffer.read()
    if program == "toy":
        sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
        from tests.clients.toy import answer

        code, out, err = 0, answer(argv, given, log).encode(), b""
    else:
        done = subprocess.run([program, *argv], input=given, capture_output=True, check=False)
        code, out, err = done.returncode, done.stdout, done.stderr
    fired = {"argv": argv, "given": given.decode(), "out": out.decode(), "err": err.decode(), "code": code}
    with open(log, "a", encoding="utf-8") as file:
        file.write(json.dumps({**fired, "cwd": os.getcwd()}) + "\n")
    sys.stdout.buffer.write(out)
    sys.stderr.buffer.write(err)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
