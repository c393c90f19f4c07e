"""How the far side of a rule meets one file: shared by every relation that compares targets with selectors."""

from __future__ import annotations

from mneme_cli.languages import asked
from mneme_cli.model.fact import UNRESOLVED, Want
from mneme_cli.relations import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Select

SELECTORS: dict[str, Any] = {
    "type": "array",
    "x-one": True,
    "items": {"$ref": "#/$defs/selector"},
    "minItems": 1,
}
NAMES: dict[str, Any] = {**SELECTORS, "items": {"type": "string", "minLength": 1}}


def entries(params: Any, word: str) -> list[Any]:
    """Return the entries behind a word, whether its options stand beside it or not."""
    listed = params[word] if isinstance(params, dict) else params
    return [listed] if isinstance(listed, str) else list(listed)


def option(params: Any, name: str, default: Any) -> Any:
    """Return an option that stands beside the word."""
    return params.get(name, default) if isinstance(params, dict) else default


def selectors(listed: list[Any], word: str, select: Select, prefix: str = "") -> tuple[Selector, ...]:
    """Compile the entries; a bare word gets the prefix of its universe.

    Raises:
        ValueError: an entry is not text.
    """
    out = []
    for at, text in enumerate(listed):
        if isinstance(text, dict) and prefix == "pkg:":
            out.append(select(text))
            continue
        if not isinstance(text, str):
            raise ValueError(  # noqa: TRY004 (the seam: what is wrong with parameters is a ValueError)
                f"{word}.{at}: name the target alone; versions and ranges are those of packages"
            )
        bare = prefix and ":" not in text
        out.append(select(prefix + text if bare else text))
    return tuple(out)


def captures(rule: Rule, path: str) -> tuple[Mapping[str, str], ...]:
    """Return the ways in which a path lies near, each with what it binds; () = it does not lie near."""
    if not rule.near.holds(path):
        return ()
    if not any("{" in glob for region in (rule.near, *rule.near.allof) for glob in region.inside):
        return ({},)
    return tuple(rule.near.bindings(path))


def near(rule: Rule, facts: Facts, what: str) -> Iterator[tuple[str, tuple[Any, ...]] | Want]:
    """Yield each demanded file that lies near with its rows of one evidence, or the want of them."""
    known = facts.rows(what)
    for path in facts.demand.get(rule.id, ()):
        if rule.near.holds(path):
            yield (path, known[path]) if path in known else Want(what=what, side="after", paths=(path,))


def meets(far: tuple[Selector, ...], edge: Edge, bounds: tuple[Mapping[str, str], ...]) -> tuple[bool, bool]:
    """Tell whether an entry selects the edge's target, and whether every such entry selects its source as well."""
    hit = False
    for bound in bounds:
        for entry in far:
            if entry.selects(edge.target, edge.name, bound):
                hit = True
                if not entry.joins(edge.target, (entry.region,), edge.source, bound):
                    return True, False
    return hit, hit


def universe(target: str) -> str:
    """Name the list of `only` that would close this target."""
    if target == UNRESOLVED:
        return "unresolved"
    return {"pkg:": "packages", "std:": "std"}.get(target[:4], "internal")


def row(edge: Edge, hit: bool, own: bool = False) -> Row:
    """Make the row of one edge."""
    return Row(
        path=edge.source,
        line=edge.line,
        column=edge.column,
        target=edge.target,
        symbol=edge.module if edge.target == UNRESOLVED else "",
        claim=_claim(edge),
        kinds=edge.kinds,
        chain=(edge,),
        hit=hit,
        universe=universe(edge.target),
        own=own,
    )


def _claim(edge: Edge) -> str:
    if edge.target == UNRESOLVED:
        return f"imports {edge.module}, which is not there"
    if universe(edge.target) != "internal":
        return f"imports {asked(edge) if edge.name else edge.target[4:]}"
    part = _part(edge)
    named = f"imports {edge.target} ({part})" if part else f"imports {edge.target}"
    return f"{named} through {edge.via}" if edge.via else named


def _part(edge: Edge) -> str:
    """Return what is taken out of a file, "" = the file as a whole: its path says the module's name already."""
    folder, _, file = edge.target.rpartition("/")
    stem = file.partition(".")[0]
    module = "." + (folder if stem in ("", "__init__", "index") else f"{folder}/{stem}").replace("/", ".")
    words = edge.name.replace("/", ".").split(".")
    cuts = (cut for cut in range(len(words), 0, -1) if module.endswith("." + ".".join(words[:cut])))
    return ".".join(words[next(cuts, 0) :])
