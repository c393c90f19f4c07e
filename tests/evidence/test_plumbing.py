"""Git is started, fed and heard without deadlock, and its refusals become sentences."""

import os

import pytest

from mneme_cli.evidence.blobs import Blobs, blob_id
from mneme_cli.evidence.plumbing import GitError, run


def test_says_what_git_says(repo):
    assert run(repo.root, "rev-parse", "--is-inside-work-tree") == b"true\n"


def test_bytes_go_in_and_come_out_unchanged(repo):
    text = bytes(range(256)) * 4000
    oid = run(repo.root, "hash-object", "-w", "--stdin", given=text).decode().strip()
    assert run(repo.root, "cat-file", "blob", oid) == text
    assert blob_id(text) == oid


def test_five_thousand_blobs_through_one_cat_file_without_deadlock(repo):
    texts = [b"x = %d\n" % number * 40 for number in range(5000)]
    stream = b"".join(b"blob\ndata %d\n%s\n" % (len(text), text) for text in texts)
    run(repo.root, "fast-import", "--quiet", given=stream)
    oids = [blob_id(text) for text in texts]
    blobs = Blobs(repo.root)
    blobs.fetch(oids)
    assert [blobs.read(oid) for oid in oids] == texts


def test_much_on_stderr_does_not_block_stdout(repo):
    """`core.safecrlf=warn` says one line a file: more than a pipe holds."""
    repo.git("config", "core.autocrlf", "input")
    repo.write({f"f{number:04}{'y' * 60}.txt": "a\r\nb\r\n" for number in range(1200)})
    names = "\n".join(sorted(os.listdir(repo.root))[1:]).encode()
    said = run(repo.root, "-c", "core.safecrlf=warn", "hash-object", "-w", "--stdin-paths", given=names)
    assert said.count(b"\n") == 1200


def test_git_that_stops_listening_is_no_error_of_ours(repo):
    with pytest.raises(GitError):
        run(repo.root, "cat-file", "--no-such-flag", given=b"x\n" * 500_000)


def test_a_refusal_has_gits_own_words_and_a_next_step(repo):
    with pytest.raises(GitError) as caught:
        run(repo.root, "cat-file", "blob", "0" * 39 + "1")
    assert "git cat-file:" in caught.value.message
    assert "fatal" not in caught.value.message
    assert repo.root not in caught.value.message
    assert caught.value.hint


def test_git_missing(repo, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError) as caught:
        run(repo.root, "status")
    assert "cannot be started" in caught.value.message
    assert "install git" in caught.value.hint


def test_somebody_elses_repository_is_refused_with_the_command_to_run(repo, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as caught:
        run(repo.root, "ls-files")
    assert "dubious ownership" in caught.value.message
    assert caught.value.hint == f"git config --global --add safe.directory {repo.root}"


def test_words_are_english_whatever_the_language(repo, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    with pytest.raises(GitError, match="Not a valid object name"):
        run(repo.root, "cat-file", "-p", "nothing-of-this-name")


def test_a_missing_object_is_an_error_and_never_an_empty_text(repo):
    with pytest.raises(GitError, match="does not have the object"):
        Blobs(repo.root).read("1" * 40)


def test_a_relative_git_dir_of_a_hook_is_seen_from_where_we_were_started(repo, monkeypatch):
    repo.commit(texts={"sub/a.py": "a"})
    monkeypatch.setenv("GIT_DIR", ".git")
    assert run(repo.root + "/sub", "rev-parse", "--git-dir").decode().strip() == f"{repo.root}/.git"


def test_descriptors_do_not_leak(repo):
    before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        run(repo.root, "version")
    assert len(os.listdir("/dev/fd")) == before
