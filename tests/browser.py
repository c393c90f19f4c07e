"""A headless Chromium, driven over its own pipe: no driver to install, and every complaint of the page is heard."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from itertools import count

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

_LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from 3 and writes to 4."""


def chromium() -> str:
    """Return the browser of this machine, "" if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Browser:
    """One page. `complaints` are errors and warnings of its console, exceptions, and requests that left the page."""

    def __init__(self, home) -> None:
        ours, theirs = os.pipe(), os.pipe()
        flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={home}",
        ]
        command = [chromium(), *flags, "--remote-debugging-pipe", "about:blank"]
        self.child = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(ours[0]), str(theirs[1]), *command],
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self.write, self.read = ours[1], theirs[0]
        self.numbers, self.buffer, self.session = count(1), b"", ""
        self.complaints: list[str] = []
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params) -> dict:
        """Ask one thing and wait for its answer; what happens meanwhile is noted."""
        number = next(self.numbers)
        said = {"id": number, "method": method, "params": params} | (
            {"sessionId": self.session} if self.session else {}
        )
        os.write(self.write, json.dumps(said).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]
            self._note(told)

    def _next(self) -> dict:
        while b"\0" not in self.buffer:
            read = os.read(self.read, 1 << 16)
            assert read, "the browser has gone"
            self.buffer += read
        first, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(first)

    def _note(self, told: dict) -> None:
        method, params = told.get("method", ""), told.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def open(self, path, *, wide: int = 1280, high: int = 900, dark: bool = False, script: bool = True) -> None:
        """Open a file and wait until it says that it is ready."""
        self.complaints.clear()
        self.requests.clear()
        self.ask("Emulation.setDeviceMetricsOverride", width=wide, height=high, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)
        self.ask("Page.navigate", url=f"file://{path}")
        ready = (
            "document.documentElement.dataset.ready === 'yes'" if script else "!!document.querySelector('footer, main')"
        )
        self.until(f"document.readyState === 'complete' && location.protocol === 'file:' && {ready}")

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait until something is true."""
        end = time.monotonic() + seconds
        while self.value(condition) is not True:
            assert time.monotonic() < end, f"never: {condition}\n{self.complaints}"
            time.sleep(0.05)

    def value(self, expression: str):
        """Return what an expression comes to."""
        done = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def shot(self, path, *, whole: bool = False) -> None:
        """Keep a picture of the page."""
        data = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self) -> None:
        """End the browser."""
        try:
            self.session = ""
            self.ask("Browser.close")
            self.child.wait(20)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self.child.kill()
            self.child.wait()
        os.close(self.write)
        os.close(self.read)
