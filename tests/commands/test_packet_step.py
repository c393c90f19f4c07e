"""What `mneme packet --write --check` shows of a file that is out of step: the first line that differs, and where in it."""

import pytest

from mneme_cli.packets.block import END


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"\n\n", b"\nx\n\n", "  line 3 is         x\n  and should be  \n"),
        (f"\n{END}\n".encode(), f"\r\n{END}\n".encode(), "\\r\n  and should be  "),
        (b": ", b": " + b"y" * 200, f"{'y' * 60}…\n  and should be  "),
        (b".yaml", b".yaml, too", ".yaml, too"),
        (f"\n{END}\n".encode(), f"\n\xff\x1b\n{END}\n".encode("latin-1"), "is         \\xff\\x1b\n  and should be  "),
    ],
    ids=["a line too many", "its end", "a long line", "far out", "no text"],
)
def test_the_first_line_that_differs_is_shown_as_it_is(shop, mneme, old, new, said):
    mneme("packet", "--write")
    shop.write({"AGENTS.md": shop.read("AGENTS.md").replace(old, new, 1)})

    code, out, _ = mneme("packet", "--write", "--check")

    assert (code, said in out) == (1, True), out
    assert len(out.splitlines()) == 4
