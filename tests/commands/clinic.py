"""What the doctor's tests ask with: a client on the PATH, and the report as data."""

from __future__ import annotations

import json

SETTINGS = ".claude/settings.json"


def client(shop, name, text):
    """Put a client on the PATH."""
    file = shop.programs / name
    file.write_text(text)
    file.chmod(0o755)


def checks(mneme, *argv):
    code, out, err = mneme("doctor", *argv, "--json")
    assert err == ""
    page = json.loads(out)
    assert page["well"] is (code == 0)
    return {name: {one["name"]: one for one in found} for name, found in page["agents"].items()}
