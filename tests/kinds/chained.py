"""Rules and changes for the verbs over the graph: real graphs of a few files, selectors as written in a decision."""

from __future__ import annotations

from mneme_cli import kinds, relations
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.graph.overlay import Overlay
from mneme_cli.model.fact import Edge, Facts, Want
from mneme_cli.model.region import EVERYWHERE, Region
from mneme_cli.model.rule import Rule
from mneme_cli.model.selector import Selector
from mneme_cli.relations import Row


def select(text):
    """Read a selector the way a decision means it, where every bare word is a folder of src/."""
    name = text.removesuffix("?")
    if name.startswith("pkg:"):
        return Selector(text=text, form="package", names=(name[4:],))
    if name.startswith("mod:"):
        return Selector(text=text, form="module", names=(name[4:],))
    path = name.rstrip("/") if "/" in name else f"src/{name}"
    return Selector(text=text, region=Region(inside=(path, f"{path}/**") if not path.endswith("**") else (path,)))


def law(kind, params, rule_id="R", **fields):
    rule = Rule(id=rule_id, kind=kind, near=fields.pop("near", EVERYWHERE), **fields)
    return kinds.take(kind).lower(params, rule, select)


def forbid(targets, **fields):
    rule = Rule(
        id=fields.pop("rule_id", "R"), kind=fields.pop("kind", "forbid"), near=fields.pop("near", EVERYWHERE), **fields
    )
    return relations.take("reaches").lower(targets, rule, select)


def world(text):
    """Read `a -> b c` lines into (source, target, mask) triples; `b:2` is an edge of the kinds 2."""
    triples = set()
    for line in filter(str.strip, text.splitlines()):
        source, _, targets = line.partition("->")
        for target in targets.split():
            name, _, mask = target.rpartition(":") if target[-1].isdigit() and ":" in target[4:] else (target, "", "1")
            triples.add((source.strip(), name, int(mask)))
    return triples


def graph(triples, files=()):
    return Overlay(Graph(flatten(triples, files)))


def edges(triples):
    return tuple(Edge(source=source, target=target, name="", kinds=mask) for source, target, mask in sorted(triples))


def whole(triples, files=()):
    return Facts(graph=graph(triples, files))


def change(base, head, files=()):
    """Lay a change over the graph of the base, as a hook and a staged check do."""
    flat = Graph(flatten(base, files))
    touched = {source for source, _, _ in base ^ head}
    after = {path: [(target, mask) for source, target, mask in head if source == path] for path in touched}
    return Facts(graph=Overlay(flat, after), was=Overlay(flat), added=edges(head - base), removed=edges(base - head))


def found(rules, facts):
    """Judge rules of one kind (reaches: rows) and return their findings, sorted; wants are an error."""
    rules = rules if type(rules) is tuple else (rules,)  # a rule is a tuple too
    out = list(asked(rules, facts))
    assert not [one for one in out if isinstance(one, Want)], out
    return sorted(out)


def asked(rules, facts):
    if rules[0].relation == "reaches":
        return [one for rule in rules for one in relations.take("reaches").rows(rule, facts)]
    return kinds.take(rules[0].kind).check(rules, facts)


def pairs(rules, facts):
    """Say findings as (first importer, module entered); those that a change brings, of a change."""
    return [_pair(rules, one) for one in found(rules, facts) if not _known(one)]


def again(rules, facts):
    """Say what a change connects in one step that was connected before."""
    return [_pair(rules, one) for one in found(rules, facts) if _known(one)]


def _pair(rules, one):
    return one.path if rules.relation == "reaches" else one.source, one.target


def _known(one):
    return one.known if isinstance(one, Row) else one.status == "existing"


def way(finding):
    """Say a chain as the names along it."""
    return " ".join([finding.chain[0].source, *(edge.target for edge in finding.chain)])
