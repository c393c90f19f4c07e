"""The page that says how much of each language is known names all of them, and every suffix."""

from pathlib import Path

from mneme_cli.languages import take
from mneme_cli.shelf import names

PAGE = Path(__file__).parents[2] / "docs" / "languages.md"


def test_every_language_has_a_class():
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| ") and "`." in line]
    told = {suffix for row in rows for suffix in row.split("|")[3].split()}
    assert told == {f"`{suffix}`" for name in names("mneme_cli.languages") for suffix in take(name).suffixes}
    assert {row.split("|")[2].strip() for row in rows} <= {"A", "B", "C"}
