"""Inside the namespace: raise loopback, start the model, run the client until it ends or its time is up.

Started by `tests.clients.drive` as a program, because a namespace belongs to a process. What the client leaves behind ends
with the namespace's first process, which is the one that waits for this one.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading

from tests.clients.client import PORT
from tests.clients.model.server import Server
from tests.clients.script import unpacked

UP, SIOCGIFFLAGS, SIOCSIFFLAGS = 1, 0x8913, 0x8914


def raise_loopback() -> None:
    """Do what `ip link set lo up` does, without needing `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        name, flags = struct.unpack("16sh", fcntl.ioctl(sock, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))
        fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh", name, flags | UP))


def alone() -> bool:
    """Whether there is nothing but loopback."""
    return [name for _, name in socket.if_nameindex()] == ["lo"]


def play(job: dict[str, str], argv: list[str], env: dict[str, str], seconds: float) -> int:
    """Run the client and return how it ended; 124 is a client that was not done in time."""
    server = Server(PORT, unpacked(job["script"]), job["requests"])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(job["out"], "wb") as out:
        client = subprocess.Popen(
            argv,
            cwd=job["root"],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return client.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(client.pid, signal.SIGKILL)
            return 124


def main() -> int:
    """Read the job from standard input."""
    job = json.load(sys.stdin)
    raise_loopback()
    if not alone():
        sys.exit("this is no network of its own: refusing to start a client")
    return play(job["files"], job["argv"], job["env"], job["seconds"])


if __name__ == "__main__":
    sys.exit(main())
