"""What agents say, as edits of one file each."""

from mneme_cli.evidence.edit.unfold import unfold
from mneme_cli.model.event import Edit, Unfolded


def test_an_edit_of_one_file_only_gets_its_path():
    given = (Edit(path="a.py", how="whole", text="x"), Edit(path="/x/../b", how="replace", old="a"), Edit("", "whole"))

    assert unfold(given, "/r").edits == (
        Edit(path="/r/a.py", how="whole", text="x"),
        Edit(path="/b", how="replace", old="a"),
    )


def test_a_patch_starts_where_the_client_stands():
    patch = "*** Begin Patch\n*** Update File: a\n*** Move to: ../b\n-x\n*** Add File: /z\n+y\n*** End Patch"

    assert unfold([Edit(path="", how="patch", text=patch)], "/r/s") == Unfolded(
        edits=(
            Edit(path="/r/b", how="hunks", text="-x\n", source="/r/s/a"),
            Edit(path="/r/s/a", how="delete"),
            Edit(path="/z", how="whole", text="y\n"),
        )
    )


def test_an_edit_that_moves_its_file_is_two():
    assert unfold([Edit(path="a", how="replace", old="x", text="y", to="b")], "/r").edits == (
        Edit(path="/r/b", how="replace", old="x", text="y", source="/r/a"),
        Edit(path="/r/a", how="delete"),
    )
    assert unfold([Edit(path="a", how="whole", to="./a")], "/r").edits == (Edit(path="/r/a", how="whole"),)


def test_what_is_opaque_and_what_evades_is_told_once():
    edits = [Edit(path="", how="shell", text="python -c x; git push --no-verify")] * 2

    told = unfold(edits, "/r")

    assert told.opaque == ("python with a program of its own",)
    assert told.evasions == (("git hooks", "git push --no-verify"),)


def test_half_a_character_in_a_path_becomes_one_that_a_disk_can_have():
    (one,) = unfold([Edit(path="\ud800", how="whole")], "/r").edits
    (two,) = unfold([Edit(path="", how="shell", text="echo > \ud800")], "/r").edits

    assert one.path == two.path
    assert one.path.encode("utf-8", "surrogateescape") == b"/r/\xed\xa0\x80"
