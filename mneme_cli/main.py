"""Three doors: hooks for machines, a plain `check` and `--version`, and typer for everything else.

typer with its commands costs seventeen bare interpreters; a check of one changed file must not pay for it.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


_HOOK = """\
usage: mneme hook AGENT MOMENT < EVENT

  AGENT   claude, codex, copilot, ... : whose dialect the event is in (`mneme install AGENT` writes the call)
  MOMENT  {moments}
  EVENT   one JSON object, as the agent hands it to its hooks
"""


def main() -> NoReturn:
    """Run the command line and exit; whoever presses Ctrl-C knows it, and is told nothing."""
    try:
        _enter(sys.argv[1:])
    except KeyboardInterrupt:
        _end("", 130)


def _enter(argv: list[str]) -> NoReturn:
    """Go through the door that fits."""
    if argv[:1] == ["hook"] and len(argv) == 3 and not any(word.startswith("-") for word in argv[1:]):
        from mneme_cli.inner import run

        run(argv[1:])
    if argv[:1] == ["hook"]:
        _misled(argv[1:])
    if argv in (["--version"], ["-V"]):
        from mneme_cli import VERSION

        _end(f"mneme {VERSION}\n", 0)
    if argv[:1] == ["check"]:
        said = _plain(argv)
        if said is not None:
            _end(*said)
    from mneme_cli.cli.app import run as people

    sys.exit(people(argv))


def _misled(argv: list[str]) -> NoReturn:
    """Say how a hook is called; with 0, as to some clients any other code denies what the agent is about to do."""
    from mneme_cli.model.event import MOMENTS

    said = _HOOK.format(moments=" ".join(MOMENTS))
    if {"--help", "-h"}.intersection(argv):
        _end(said, 0)
    _end("", 0, f"mneme: a hook takes an agent and a moment, not '{' '.join(argv)}'\n{said}")


def _plain(argv: list[str]) -> tuple[str, int, str] | None:
    """Check by the plain door; a failure of ours leaves a report to paste and never a traceback."""
    from mneme_cli.bundle import Bundle

    bundle = Bundle("check")
    bundle.open()
    try:
        from mneme_cli.commands.plain import run

        said = run(argv[1:])
    except Exception as failure:
        from mneme_cli.cli.crash import tell

        tell(failure, argv)
        return "", 3, ""
    bundle.keep()
    return said


def _end(text: str, code: int, told: str = "") -> NoReturn:
    """Write, flush and leave without tearing the interpreter down; what an encoding cannot say is spelled."""
    from os import _exit

    try:
        for stream, said in ((sys.stdout, text), (sys.stderr, told)):
            encoding = stream.encoding or "utf-8"
            stream.write(said.encode(encoding, "backslashreplace").decode(encoding))
            stream.flush()
    except BrokenPipeError:
        pass
    _exit(code)


if __name__ == "__main__":
    main()
