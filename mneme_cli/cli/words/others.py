"""The shorter faces: what `init`, `new`, `renumber`, `lint` and a shard say when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.init.survey import read
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.spans import row, rows, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.commands.init import Started
    from mneme_cli.commands.init.adopting import Debt
    from mneme_cli.commands.lint import Linted
    from mneme_cli.commands.new import Written
    from mneme_cli.commands.renumber import Renumbered
    from mneme_cli.commands.shard import Sharded
    from mneme_cli.reports.text.spans import Line


def started(one: Started, width: int) -> list[Line]:
    """Say what `init` saw, what it wrote, and what to do next."""
    seen = one.seen
    made: list[Line] = []
    told = [f"{name} ({count(number, 'file')}{_unread(name)})" for name, number in seen.languages]
    made += row("languages", ", ".join(told) or "no source files yet", width)
    made += rows("packages", [((visible(path), "place"),) for path in seen.packages])
    if seen.records:
        records = count(len(seen.records), "Markdown record")
        made += row("records", f"{records} in {seen.folder} stay as they are", width)
    made += rows("linters", [((tool + "  ", ""), (visible(path), "place")) for tool, path in seen.linters])
    made += rows("written", [((visible(path), "good"),) for path in one.written])
    made += rows("kept", [((visible(path), "dim"),) for path in one.kept])
    made += _debts(one.debts, width) if one.debts is not None else []
    return [*made, (), (("Next:", "title"),), *(((f"  {line}", "command"),) for line in one.next)]


def _debts(found: Sequence[Debt], width: int) -> list[Line]:
    """Say what a pack finds today, and the three ways to live with it."""
    if not found:
        return row("today", "the code holds to every rule of the pack", width, "good")
    made: list[Line] = []
    for at, one in enumerate(found):
        said = f"{one.rule} {'blocks' if one.blocks else 'advises'}: {count(one.findings, 'finding')}, "
        said += f"the first at {place(one.path, one.line)}"
        made += row("" if at else "today", visible(said), width, "block" if one.blocks else "warn")
    hard = [one.rule for one in found if one.blocks]
    if hard:
        said = "mend these; or `mneme baseline` accepts what is there, and only what is new blocks; or drop a rule by "
        said += f"`overrides: [{{rule: {hard[0]}, in: '**', because: WHY}}]` in a decision of yours"
        made += row("to adopt", said, width)
    return made


def _unread(language: str) -> str:
    return "" if read(language) else ", not read yet"


def wrote(one: Written, width: int, after: str = "") -> list[Line]:
    """Say which file was written, and what to do with it."""
    made: list[Line] = [((f"{visible(one.id)}  ", "rule"), (place(one.path, 1), "place"))]
    return made + [((f"  {line}", ""),) for line in wrap(after, width - 2)]


def renumbered(one: Renumbered, width: int) -> list[Line]:
    """Say which files moved, and which places a person has to look at."""
    made: list[Line] = []
    for move in one.moves:
        made.append(((f"{visible(move.was)} is now ", ""), (visible(move.id), "rule")))
        if move.new == move.old:
            made += rows("in", [((visible(move.new), "place"),)])
        else:
            made += rows("from", [((visible(move.old), "dim"),)]) + rows("to", [((visible(move.new), "place"),)])
        made += row("kept", f"{move.was} stays with {visible(move.kept)}", width)
    if one.links:
        made += [(), (("These links went with the rule that they name:", ""),)]
        made += [((f"  {place(path, line)}", "place"),) for path, line in one.links]
    if one.mentions:
        said = "These places name an old number and now mean the record that kept it; change those that mean the other:"
        made += [(), *(((line, ""),) for line in wrap(said, width))]
        made += [((f"  {place(path, line)}", "place"),) for path, line in one.mentions]
    return made


def linted(one: Linted, width: int) -> list[Line]:
    """Write the problems, and how much was read."""
    made: list[Line] = []
    for found in one.problems:
        made += [*problem(found, width), ()]
    looked = f"{count(one.decisions, 'decision')}, {count(one.waivers, 'waiver')}"
    looked += f", {one.live} of {count(one.rules, 'rule')} in force"
    looked += ", those with an error not counted" if one.exit == 2 else ""
    if not one.decisions:
        return [*made, (("no decision was found; `mneme new TITLE` writes one", "warn"),)]
    if not one.problems:
        return [((line, "good"),) for line in wrap(f"ok: {looked}", width)]
    words = {"E": "error", "W": "warning", "N": "note"}
    counts = {word: sum(each.code[:1] == letter for each in one.problems) for letter, word in words.items()}
    parts = [count(number, word) for word, number in counts.items() if number]
    style = "block" if one.exit else "warn"
    return [*made, *(((line, style),) for line in wrap(f"{', '.join(parts)} in {looked}", width))]


def sharded(done: Sharded) -> str:
    """Say which share was read, and where its facts are."""
    files = f"{done.files} of {count(done.total, 'file')}"
    return f"shard {done.number} of {done.of}: the facts of {files} are in {visible(done.path)}\n"
