"""What is asked of a file is read, and no more: a file that only lies on a chain is not followed to definitions."""

from __future__ import annotations

from mneme_cli import languages
from mneme_cli.evidence.gather import End, Sources, gather
from mneme_cli.model.fact import Edge, Facts, Want
from mneme_cli.model.share import Share
from mneme_cli.model.tree import Texts

FILES = {"a.py": "from p import X\n", "p/__init__.py": "from .x import X\n", "p/x.py": "class X: ...\n"}


class Watched(Texts):
    """Texts that know which were read."""

    asked: tuple[str, ...] = ()

    def read(self, path):
        self.asked = (*self.asked, path)
        return super().read(path)


def gathered(*wants):
    tree = Watched({name: text.encode() for name, text in FILES.items()})
    end = End(tree=tree, layout=languages.take("python").layout(tree, (), {}), bound={})
    tree.asked = ()
    return gather(wants, Facts(), Sources(after=end, before=end)), tree.asked


def test_a_hop_is_read_as_it_is_written_and_nothing_behind_it():
    facts, read = gathered(Want("hops", "after", ("a.py", "gone.py")))
    (edge,) = facts.rows("hops")["a.py"]
    assert (edge.line, edge.target, edge.via) == (1, "p/__init__.py", "")
    assert facts.rows("hops")["gone.py"] == ()
    assert set(read) == {"a.py"}
    assert facts.imports("a.py") is None  # whoever needs what is defined where asks for that

    facts, read = gathered(Want("imports", "after", ("a.py",)))
    assert [edge.target for edge in facts.imports("a.py")] == ["p/__init__.py", "p/x.py"]
    assert "p/__init__.py" in read


def test_what_others_read_answers_for_the_hops():
    written, behind = Edge("a.py", "p/__init__.py", "X"), Edge("a.py", "p/x.py", "X", via="p/__init__.py")
    rows = {"imports": {"a.py": ((written, behind), ())}}
    for through in (True, False):
        share = Share(rows=rows, through=through)
        assert share.known(Want("hops", "after", ("a.py", "b.py")), True) == {"a.py": ((written,), ())}
    assert share.known(Want("imports", "after", ("a.py",)), True) == {}
