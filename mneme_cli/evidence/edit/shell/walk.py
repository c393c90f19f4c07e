"""A command walked through as the shell would do it, without doing it: where it stands, what it says, what it writes.

Both branches of a condition are walked, a loop once. What comes out of a program is known for echo, printf and cat.
"""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.heredocs import lift
from mneme_cli.evidence.edit.shell.redirects import REDIRECTS, led
from mneme_cli.evidence.edit.shell.said import NOTHING, joined
from mneme_cli.evidence.edit.shell.state import State
from mneme_cli.evidence.edit.shell.words import Word, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mneme_cli.evidence.edit.shell.said import Said

    Run = Callable[[Said | None], Said | None]
    Parse = Callable[[bytes], Any]

_DEEPEST = 100
_SHUT = ("subshell", "command_substitution", "process_substitution")


class Walk(State):
    """One walk through one command, and through those that it hands to another shell."""

    def __init__(self, cwd: str, parse: Parse) -> None:
        super().__init__(cwd)
        self.parse, self.depth = parse, 0

    def command(self, text: str, given: Said | None = None) -> Said | None:
        """Walk through a command line."""
        plain, found = lift(text)
        kept, self.heredocs = self.heredocs, found
        try:
            return self.run(self.parse(plain.encode("utf-8", "surrogateescape")).root_node, given)
        finally:
            self.heredocs = kept

    def run(self, node: Any, given: Said | None) -> Said | None:
        """Walk through one statement: given is what it reads, returned is what it says; None = nobody knows."""
        self.depth += 1
        try:
            if self.depth > _DEEPEST:
                self.opaque.append("a command that nests too deep")
                return None
            return _NODES.get(node.type, Walk.each)(self, node, given)
        finally:
            self.depth -= 1

    def each(self, node: Any, given: Said | None) -> Said | None:
        """Walk through what stands in a statement, one after the other."""
        if node.type in _SHUT:
            here = self.cwd
            said = joined([self.run(child, given) for child in node.named_children])
            self.cwd = here
            return said
        return joined([self.run(child, given) for child in node.named_children])

    def nothing(self, _node: Any, _given: Said | None) -> Said | None:
        """Pass over a word: it says nothing by itself."""
        return NOTHING

    def substituted(self, node: Any, given: Said | None) -> Said | None:
        """Walk through `$(…)` where it stands alone."""
        self.each(node, given)
        return NOTHING

    def loop(self, node: Any, given: Said | None) -> Said | None:
        """Walk through a loop or a function once; how often it speaks nobody knows, nor what its variable is."""
        variable = node.child_by_field_name("variable")
        if variable is not None:
            self.variables.pop(variable.text.decode("utf-8", "replace"), None)
        self.each(node, given and None)
        return None

    def pipeline(self, node: Any, given: Said | None, redirects: tuple[Any, ...] = ()) -> Said | None:
        """Walk through a pipe; a `cd` in one part of it moves nobody else."""
        *first, last = node.named_children
        here = self.cwd
        for part in first:
            given = self.run(part, given)
            self.cwd = here
        said = self.directed(last, redirects, given)
        self.cwd = here
        return said

    def redirected(self, node: Any, given: Said | None) -> Said | None:
        """Walk through a statement with redirections, which belong to the last part of it."""
        body = node.child_by_field_name("body")
        return self.directed(body, tuple(_of(node, REDIRECTS)), given)

    def directed(self, body: Any, redirects: tuple[Any, ...], given: Said | None) -> Said | None:
        """Hand redirections down to the statement that they belong to."""
        if body is None:
            return self.around(lambda _: NOTHING, redirects, given)
        if not redirects:
            return self.run(body, given)
        if body.type == "pipeline":
            return self.pipeline(body, given, redirects)
        if body.type == "list":
            *first, last = body.named_children
            return joined([*(self.run(part, given) for part in first), self.directed(last, redirects, given)])
        return self.around(lambda said: self.run(body, said), redirects, given)

    def around(self, run: Run, redirects: Iterable[Any], given: Said | None) -> Said | None:
        """Run something with its input and output led elsewhere."""
        found = led(redirects, self.word)
        for said in found.reads:
            given = self.read(said)
        for said in found.others:
            self.write(said, None)
        made = run(given)
        for number, (said, more) in enumerate(found.outs, 1):
            self.write(said, made if number == len(found.outs) else NOTHING, more)
        return NOTHING if found.outs else made

    def simple(self, node: Any, given: Said | None) -> Said | None:
        """Walk through one program with its words."""
        redirects = tuple(_of(node, REDIRECTS))
        if redirects:
            return self.around(lambda said: self._program(node, said), redirects, given)
        return self._program(node, given)

    def _program(self, node: Any, given: Said | None) -> Said | None:
        from mneme_cli.evidence.edit.shell.programs import program

        kept = [child for child in node.named_children if child.type not in (*REDIRECTS, "variable_assignment")]
        ahead = [self.assigned(child) for child in _of(node, ("variable_assignment",))]
        return program(self, ahead, [self.word(child) for child in kept], given)

    def assign(self, node: Any, _given: Said | None) -> Said | None:
        """Remember `A=b`, alone or exported."""
        nodes = [node] if node.type == "variable_assignment" else _of(node, ("variable_assignment",))
        for name, value in map(self.assigned, nodes):
            self.variables[name] = value
        return NOTHING

    def assigned(self, node: Any) -> tuple[str, Word]:
        """Return the name and the value of an assignment."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        said = self.word(value) if value is not None else Word("")
        return (name.text.decode("utf-8", "replace") if name is not None else ""), said

    def word(self, node: Any) -> Word:
        """Read a word."""
        return word(node, self._filled)

    def _filled(self, node: Any) -> Word:
        """Say what an expansion comes to: a variable that is known, or what a command says."""
        text = node.text.decode("utf-8", "surrogateescape")
        if node.type in ("simple_expansion", "expansion"):
            plain = text.removeprefix("$").removeprefix("{").removesuffix("}")
            known = self.variables.get(plain)
            return known._replace(globs=False) if known else Word(text, sure=False)
        said = self.run_in(node)
        known_text = said is not None and not said.source and node.type == "command_substitution"
        return Word(said.text.rstrip("\n"), said.sure) if said and known_text else Word(text, sure=False)

    def run_in(self, node: Any) -> Said | None:
        """Walk through `$(…)` or `<(…)` for what it says."""
        self.depth += 1
        try:
            return self.each(node, None) if self.depth <= _DEEPEST else None
        finally:
            self.depth -= 1


def _of(node: Any, types: tuple[str, ...]) -> list[Any]:
    return [child for child in node.named_children if child.type in types]


_LEAVES = (
    "word",
    "string",
    "raw_string",
    "number",
    "variable_name",
    "comment",
    "test_operator",
    "special_variable_name",
)
_NODES: dict[str, Callable[[Walk, Any, Said | None], Said | None]] = {
    "command": Walk.simple,
    "pipeline": Walk.pipeline,
    "redirected_statement": Walk.redirected,
    "variable_assignment": Walk.assign,
    "declaration_command": Walk.assign,
    "command_substitution": Walk.substituted,
    "process_substitution": Walk.substituted,
    "for_statement": Walk.loop,
    "c_style_for_statement": Walk.loop,
    "while_statement": Walk.loop,
    "function_definition": Walk.loop,
    **dict.fromkeys(_LEAVES, Walk.nothing),
}
