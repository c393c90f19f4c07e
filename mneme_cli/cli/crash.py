"""Our own failure: one sentence for the person, and a report that can be pasted into an issue as it is."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, version

from mneme_cli.model.visible import visible


def report(error: BaseException, argv: list[str]) -> str:
    """Write the report: versions, the command, and the frames by module, with no folder of this machine in it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{_module(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(
        [
            "### mneme failed",
            "",
            f"- mneme {release()}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
            f"- command: `mneme {' '.join(argv)}`",
            "",
            "```",
            *where,
            f"{type(error).__name__}: {visible(str(error))}",
            "```",
            "",
        ]
    )


def tell(error: BaseException, argv: list[str]) -> None:
    """Say on standard error that we failed, and where the report lies."""
    text = report(error, argv)
    sys.stderr.write(f"mneme failed: {type(error).__name__}: {visible(str(error))}\n")
    try:
        handle, path = tempfile.mkstemp(prefix="mneme-", suffix=".md")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        sys.stderr.write(f"This is a bug of ours. A report to paste into an issue: {path}\n")
    except OSError:
        sys.stderr.write(f"This is a bug of ours. Please paste this into an issue:\n\n{text}")


def release() -> str:
    """Return our version, "unknown" if we are run from a folder that was never installed."""
    try:
        return version("mneme-cli")
    except PackageNotFoundError:
        return "unknown"


def _module(path: str) -> str:
    parts = path.replace(os.sep, "/").split("/")
    for mark in ("mneme_cli", "site-packages"):
        if mark in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(mark) :])
    return parts[-1]
