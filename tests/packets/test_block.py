"""AGENTS.md is the reader's: only what stands between our two marks is ours."""

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.packets.block import BEGIN, END, kept, marked, whole

OLD, NEW = (f"{BEGIN}\n{word}\n{END}\n" for word in ("old", "new\nlines"))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("tail", [b"", b"\n", b"\n\nMore, without a last line end", b"\n \n\t\n"])
@pytest.mark.parametrize("head", [b"", b"# Ours\n\n", b"\xef\xbb\xbf# With a BOM\n", b"not \xff UTF-8\n"])
def test_everything_else_stays_byte_for_byte(head, tail, end):
    head, tail = head.replace(b"\n", end), tail.replace(b"\n", end)
    block = OLD.encode().replace(b"\n", end).rstrip(b"\r\n")

    made = kept(head + block + tail, NEW, "AGENTS.md")

    ends = end if end in head + block else b"\n"
    assert made == head + NEW.encode().rstrip(b"\n").replace(b"\n", ends) + tail
    assert kept(made, NEW, "AGENTS.md") == made


@pytest.mark.parametrize(
    ("file", "gap"),
    [(b"", b""), (b"# Ours\n", b"\n"), (b"# Ours", b"\n\n"), (b"# Ours\r\nx\r\n", b"\r\n"), (b"\r", b"\r\n")],
)
def test_without_a_block_it_comes_behind_everything_else(file, gap):
    made = kept(file, NEW, "AGENTS.md")

    assert made == file + gap + (NEW.replace("\n", "\r\n") if b"\r" in file else NEW).encode()
    assert kept(made, NEW, "AGENTS.md") == made


@pytest.mark.parametrize(
    "file",
    [
        BEGIN,
        END,
        f"{END}\n{BEGIN}",
        f"{BEGIN}\n{BEGIN}\n{END}",
        f"{OLD}\n{OLD}",
        f"{BEGIN}\n{END}\n{END}",
        f"{BEGIN} and more\n{END}",
        f"{BEGIN}\n<!-- mneme:END -->",
    ],
)
def test_broken_marks_are_an_error_that_says_where(file):
    with pytest.raises(MnemeError, match="the marks of our block are broken") as error:
        kept(f"# Ours\n{file}\n".encode(), NEW, "AGENTS.md")

    assert "2" in error.value.message
    assert BEGIN in error.value.hint


def test_marks_in_a_sentence_are_none():
    file = f"The block between `{BEGIN}` and `{END}` is written by mneme.\n".encode()

    assert kept(file, NEW, "AGENTS.md") == file + b"\n" + NEW.encode()
    assert not marked(file)


def test_a_file_of_ours_keeps_its_line_ends():
    assert whole(b"", "a\nb\n") == whole(b"x\n", "a\nb\n") == b"a\nb\n"
    assert whole(b"x\r\n", "a\nb\n") == b"a\r\nb\r\n"
