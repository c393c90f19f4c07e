"""The machine's door: one event in, one answer out, nothing imported that is not needed.

It is run as a script (`python -I -S -E …/mneme_cli/inner.py HARNESS EVENT`), which spares the site module, or called by
`mneme hook`. The collector is off and the process ends without tearing down: a hook lives for milliseconds.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run(argv: list[str]) -> "NoReturn":
    """Answer one event in the client's dialect and end the process."""
    import gc

    gc.disable()
    from mneme_cli.bundle import Bundle

    bundle = Bundle("hook")
    bundle.open()
    from mneme_cli.commands.hook import respond

    said = respond(argv, sys.stdin.buffer.read)
    from posix import _exit

    try:
        for stream, text in ((sys.stdout, said.out), (sys.stderr, said.err)):
            if text:
                stream.buffer.write(text.encode("utf-8", "backslashreplace"))  # whatever the terminal's encoding
                stream.flush()
    except OSError:  # the client does not listen any more
        pass
    bundle.keep()
    _exit(said.code)


if __name__ == "__main__":
    here = __file__.rpartition("/mneme_cli/")[0]
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    home = sys.executable.rpartition("/bin/")[0]
    sys.path[:1] = [here, f"{home}/lib/{version}/site-packages"]
    run(sys.argv[1:])
