"""Another program, asked with a time limit: a client for its version, our own hook for its answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING

from mneme_cli.model.event import Said

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Trust

SECONDS = 20
GIT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "MNEME_CACHE")


def version(names: tuple[str, ...]) -> tuple[str, str]:
    """Return a client's program and what it says its version is; "" if it is not there, or does not say."""
    for name in names:
        found = shutil.which(name)
        if found:
            try:
                done = subprocess.run(
                    (found, "--version"), capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL
                )
            except (OSError, subprocess.TimeoutExpired):
                return found, ""
            said = done.stdout.decode(errors="replace").split()
            return found, next((word.strip("v,.") for word in said if word.strip("v,.")[:1].isdigit()), "")
    return "", ""


def hook(command: str, folder: str, payload: str) -> Said:
    """Run a hook's command as a client does: in a shell, with the payload on its standard input."""
    env = {name: value for name, value in os.environ.items() if name not in GIT}
    try:
        done = subprocess.run(
            ("sh", "-c", command),
            cwd=folder,
            input=payload.encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env=env,
        )
    except subprocess.TimeoutExpired:
        return Said(err=f"no answer in {SECONDS} seconds", code=124)
    out, err = (said.decode(errors="replace") for said in (done.stdout, done.stderr))
    return Said(out=out, err=err, code=done.returncode)


def trusted(program: str, trust: Trust, folder: str) -> tuple[str, ...] | None:
    """Return the commands that a client trusts in a folder, None if it does not say."""
    try:
        talk = subprocess.Popen(
            (program, *trust.argv),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    late = threading.Timer(SECONDS, talk.kill)
    late.start()
    try:
        return _heard(talk, trust, folder)
    finally:
        late.cancel()
        talk.terminate()
        talk.communicate()


def _heard(talk: subprocess.Popen[bytes], trust: Trust, folder: str) -> tuple[str, ...] | None:
    assert talk.stdin
    assert talk.stdout
    try:
        talk.stdin.write("".join(f"{line}\n" for line in trust.says(folder)).encode())
        talk.stdin.flush()
    except OSError:
        return None
    for line in talk.stdout:
        found = trust.hears(line.decode(errors="replace"))
        if found is not None:
            return found
    return None
