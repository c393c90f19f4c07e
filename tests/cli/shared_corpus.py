"""A small corpus made by hand, and a repository on disk that looks like it."""

from __future__ import annotations

import os

from mneme_cli.model import day
from mneme_cli.model.corpus import Clause, Corpus, Decision, Link, Place, Settings, State, Waiver
from mneme_cli.model.problem import Problem

AS_OF = day.parse("2026-11-20")
D = "docs/decisions/"

OLD = Decision(
    id="ADR-0004",
    title="Domain code may use the ORM",
    status="accepted",
    date=day.parse("2025-01-10"),
    place=Place(D + "ADR-0004-orm.yaml"),
    clauses=(
        Clause(id="ADR-0004#only-orm", verb="only", params={"packages": ["pkg:pypi/sqlalchemy"]}, inside=("src/**",)),
    ),
)
NEW = Decision(
    id="ADR-0012",
    title="Domain code does not import infrastructure, because a change of the schema must not change prices",
    status="accepted",
    date=day.parse("2026-03-14"),
    by=("ana", "bo"),
    scope=("src/shop/**",),
    place=Place(D + "ADR-0012-domain.yaml"),
    clauses=(
        Clause(
            id="ADR-0012#no-orm",
            verb="forbid",
            params={"imports": ["sqlalchemy", "shop.infra"]},
            inside=("src/shop/domain/**",),
            excuses=(("src/shop/domain/legacy.py", "moves out with SHOP-812", False), ("a -> b", "old", True)),
            when={"not": ["type"]},
            say="Depend on a port in domain/ports: put the adapter in shop/infra.",
        ),
        Clause(id="ADR-0012#frozen", verb="forbid", params={"paths": ["a/**"], "on": ["edit"]}, level="final"),
        Clause(id="ADR-0012#asked", verb="acyclic", params={"by": "file"}, waivable_by=("platform",)),
    ),
    links=(Link("ADR-0012", "supersedes", "ADR-0004"),),
    context="Three incidents in which a schema change broke pricing.\n\n- one\n- two\n",
    decision="Ports only.\n",
)
PLAN = Decision(
    id="ADR-0013", title="Mail by a queue", status="proposed", date=AS_OF, place=Place(D + "ADR-0013-mail.yaml")
)
ORG = Decision(
    id="org:ADR-3",
    title="Applied migrations are history",
    status="accepted",
    date=day.parse("2025-06-01"),
    authority=0,
    pack="org",
    place=Place(".mneme/vendor/org/ADR-3.yaml"),
    clauses=(Clause(id="org:ADR-3#frozen", verb="forbid", params={"paths": ["migrations/**"]}),),
)
WAIVER = Waiver(
    id="W-0007",
    waives=("ADR-0012#no-orm",),
    until=day.parse("2026-12-31"),
    approved_by="platform",
    because="vendor-x needs it",
    inside=("src/shop/domain/vendor_x/**",),
    place=Place(D + "W-0007-vendor.yaml"),
)
CORPUS = Corpus(
    decisions=(OLD, NEW, PLAN, ORG),
    waivers=(WAIVER,),
    settings=Settings(approvers=()),
    links=NEW.links,
    states={
        "ADR-0004": State("ADR-0004", "superseded", ("ADR-0012",), NEW.date),
        "ADR-0004#only-orm": State("ADR-0004#only-orm", "superseded", ("ADR-0012",), NEW.date),
        "ADR-0012": State("ADR-0012", "in-force", (), NEW.date),
        "org:ADR-3": State("org:ADR-3", "in-force", (), ORG.date),
        "ADR-0013": State("ADR-0013", "not-decided"),
    },
    live=("ADR-0012#asked", "ADR-0012#frozen", "ADR-0012#no-orm", "org:ADR-3#frozen"),
    problems=(Problem("W-REVIEW", NEW.place.path, 5, 12, "asked to be looked at again", "confirm it"),),
    as_of=AS_OF,
)


def put(root, files):
    for path, text in files.items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


def get(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()
