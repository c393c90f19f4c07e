"""A small shop for the inner door: three folders and no decision yet."""

import subprocess

import pytest


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    for name in ("domain", "infra", "app"):
        folder = tmp_path / "src" / "shop" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    (tmp_path / "src" / "shop" / "__init__.py").write_text("")
    (tmp_path / "src" / "shop" / "infra" / "db.py").write_text("x = 1\n")
    (tmp_path / "src" / "shop" / "infra" / "api.py").write_text("x = 1\n")
    (tmp_path / "src" / "shop" / "domain" / "order.py").write_text("import decimal\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path
