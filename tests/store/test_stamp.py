"""What a stamp of a policy's inputs notices, and what it says that it may not."""

from __future__ import annotations

import os

import pytest

from mneme_cli.store.policy import fresh
from mneme_cli.store.stamp import MOST, NEWEST, partial, write


@pytest.fixture
def decisions(tmp_path):
    """Make a folder with some decisions, the last of them the newest."""

    def make(count):
        folder = tmp_path / "docs" / "decisions"
        folder.mkdir(parents=True)
        for number in range(count):
            (folder / f"ADR-{number:04}.yaml").write_text(f"id: ADR-{number:04}\n")
        return folder

    return make


@pytest.mark.parametrize("number", [0, MOST - 1])
def test_up_to_a_bound_every_file_is_watched(tmp_path, decisions, number):
    folder = decisions(MOST)
    stamp = write(str(tmp_path), ("docs/decisions/", "mneme.yaml"))
    assert fresh(str(tmp_path), stamp)
    assert not partial(stamp)
    (folder / f"ADR-{number:04}.yaml").write_text("id: ADR-1\n")
    assert not fresh(str(tmp_path), stamp)


def test_beyond_it_the_newest_are_and_the_stamp_says_so(tmp_path, decisions):
    folder = decisions(MOST + 1)
    newest = folder / "ADR-0003.yaml"
    newest.write_text("id: ADR-0003\n")
    stamp = write(str(tmp_path), ("docs/decisions/", "mneme.yaml"))
    assert fresh(str(tmp_path), stamp)
    assert partial(stamp)
    assert stamp.count(b"ADR-") == NEWEST
    newest.write_text("id: ADR-4\n")
    assert not fresh(str(tmp_path), stamp)


@pytest.mark.parametrize("way", ["replaced", "gone", "new", "below"])
def test_beyond_it_a_folder_tells_of_old_files(tmp_path, decisions, way):
    folder = decisions(MOST + 1)
    (folder / "below").mkdir()
    stamp = write(str(tmp_path), ("docs/decisions/",))
    other = tmp_path / "other"
    other.write_text("id: ADR-0000\n")
    if way == "gone":
        (folder / "ADR-0000.yaml").unlink()
    else:
        os.replace(other, folder / {"replaced": "ADR-0000.yaml", "new": "x.yaml", "below": "below/x.yaml"}[way])
    assert not fresh(str(tmp_path), stamp)


def test_an_input_that_was_not_there_is_noticed_when_it_comes(tmp_path, decisions):
    decisions(1)
    stamp = write(str(tmp_path), ("docs/decisions/", "mneme.yaml"))
    (tmp_path / "mneme.yaml").write_text("")
    assert not fresh(str(tmp_path), stamp)
