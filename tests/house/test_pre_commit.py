"""The real pre-commit, in a repository that knows mneme only through it: a bad commit is blocked, a good one passes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repo import Repo

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "examples" / "shop"
UNREACHABLE = ("No matching distribution", "Could not find a version", "Failed to establish", "Temporary failure")
pytestmark = pytest.mark.slow


def published(folder):
    """Commit this checkout as it is, changes included, where pre-commit can clone it; return its revision."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    repo = Repo.make(folder)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return repo.commit("release")


@pytest.fixture
def guarded(clean, tmp_path, monkeypatch):
    """The shop, with our hooks installed in git."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("MNEME_AS_OF", "2026-06-01")
    revision = published(tmp_path / "mneme")
    shop = Repo.make(tmp_path / "shop")
    shop.write({str(file.relative_to(SHOP)): file.read_bytes() for file in SHOP.rglob("*.*") if file.is_file()})
    shop.write(
        {
            ".pre-commit-config.yaml": (
                f"repos:\n  - repo: {tmp_path}/mneme\n    rev: {revision}\n"
                "    hooks:\n      - id: mneme-check\n      - id: mneme-lint\n"
            )
        }
    )
    shop.commit("The shop as it is")
    for verb in ("install", "install-hooks"):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", verb], cwd=shop.root, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        if done.returncode and any(word in said for word in UNREACHABLE):
            pytest.skip("the registry cannot be reached")
        assert done.returncode == 0, said
    return shop


def committed(shop, texts):
    shop.stage(texts)
    done = subprocess.run(["git", "commit", "-m", "change"], cwd=shop.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_bad_commit_is_blocked_and_a_good_one_passes(guarded):
    cart = "src/shop/web/cart.py"
    good = guarded.read(cart).decode()
    start = guarded.git("rev-parse", "HEAD")

    code, said = committed(guarded, {cart: good + "\nfrom shop.billing import ledger\n"})
    assert code == 1
    assert "BLOCK  ADR-0006#surface  src/shop/web/cart.py" in said
    assert guarded.git("rev-parse", "HEAD") == start

    code, said = committed(guarded, {cart: good + "\nX = 1\n"})
    assert code == 0, said
    assert "mneme check" in said
    assert guarded.git("rev-parse", "HEAD^") == start

    code, said = committed(guarded, {"docs/decisions/ADR-0009-x.yaml": "id: ADR-0009\ntitle: X\nstatus: acepted\n"})
    assert code == 1
    assert "docs/decisions/ADR-0009-x.yaml:3:9" in said
    assert "E-STATUS" in said
