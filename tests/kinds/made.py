"""Rules and facts made by hand: what a compiler and a gatherer would hand to a kind."""

from __future__ import annotations

from mneme_cli import kinds
from mneme_cli.model.fact import Edge, Facts
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Rule
from mneme_cli.model.selector import Selector


class Select:
    """The vocabulary in miniature: paths, `pkg:`, `std:`, and modules under `src/`."""

    roots = ("src/",)
    components = {"web": Region(inside=("src/shop/web/**",)), "domain": Region(inside=("src/shop/domain/**",))}

    def __call__(self, text):
        if text in self.components:
            return Selector(text=text, region=self.components[text])
        if text.startswith("pkg:"):
            name = text[4:] if "/" in text else f"pypi/{text[4:]}"
            return Selector(text=text, form="package", names=(name,))
        if text.startswith("std:"):
            return Selector(text=text, form="std", names=(text[4:],))
        if "/" in text:
            return Selector(text=text, region=Region(inside=(text,)))
        folder = "src/" + text.replace(".", "/")
        inside = (f"{folder}.py", f"{folder}/**") if text.startswith("shop") else ()
        return Selector(text=text, form="module", region=Region(inside=inside), names=(text,))


def rule(verb, params, near="src/**", **more):
    """Lower one rule."""
    plain = Rule(id="ADR-1#r", kind=verb, near=Region(inside=(near,)), **more)
    return kinds.take(verb).lower(params, plain, Select())


def edge(source, target, name="", line=1, **more):
    """Make one edge."""
    return Edge(source=source, target=target, name=name, line=line, **more)


def facts(demand=(), change=(), before=None, **after):
    """Make facts in which every path that has a row is demanded."""
    paths = {path for rows in after.values() for path in rows if path} | set(demand)
    return Facts(change=change, after=after, before=before or {}, demand={"ADR-1#r": tuple(sorted(paths))})


def check(made, known):
    """Check one rule."""
    return list(kinds.take(made.kind).check((made,), known))


def found(made, known):
    """Check one rule; return (source, target or symbol) of its findings."""
    return [(one.source, one.target or one.symbol) for one in check(made, known)]
