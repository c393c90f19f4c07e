"""Rules made by hand or by chance, as a compiled policy; and a small repository whose packet is golden."""

from __future__ import annotations

from mneme_cli.model.day import parse
from mneme_cli.model.policy import Policy
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Rule, Texts
from mneme_cli.model.tree import Texts as Tree
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.packet import worded
from mneme_cli.store.flatten import flatten

TODAY = parse("2026-06-01")
SETTINGS = {"approvers": [], "packet": {}}


def policy(*laws, approvers=(), budget=0):
    """Compile pairs of a rule and its texts, as the compiler would flatten them."""
    laws = sorted(laws, key=lambda law: law[0].id)
    rules, texts = [rule for rule, _ in laws], {rule.id: said for rule, said in laws}
    settings = {"approvers": list(approvers), "manifests": [], "packet": {"budget": budget} if budget else {}}
    said = worded(rules, lambda rule: texts[rule.id], settings, TODAY)
    return Policy(flatten(rules, texts, settings, b"", (TODAY, TODAY), said))


def law(id_="ADR-0001#a", title="A title", say="Do it so.", line="src/**: no such thing", near=("**",), **fields):
    """Make one rule with its texts."""
    level, who = fields.pop("level", "normal"), fields.pop("waivable_by", ())
    source = fields.pop("source", f"docs/decisions/{id_.partition('#')[0]}.yaml:7")
    rule = Rule(id=id_, kind="forbid", near=Region(inside=near), level=level, waivable_by=who, **fields)
    return rule, Texts(title=title, say=say, line=line, source=source, level=level, waivable_by=who)


def numbered(count, **fields):
    return [law(id_=f"ADR-{at:04}#a", title=f"Law number {at}", **fields) for at in range(count)]


def compiled(files):
    """Compile a tree held in memory."""
    made = bundle(Tree({path: text.encode() for path, text in files.items()}), TODAY)
    assert [each for each in made.compiled.corpus.problems if each.fatal] == []
    return flat(made)


ORDER = "src/shop/domain/order.py"
SHOP = {
    "mneme.yaml": "approvers: [platform]\nsource_roots: [src]\n",
    ORDER: "",
    "src/shop/infra/db.py": "",
    "src/shop/billing/gateway.py": "",
    "src/shop/legacy/old.py": "",
    "docs/decisions/ADR-0001.yaml": """\
id: ADR-0001
title: Applied migrations are history
status: accepted
date: 2026-01-01
rules:
  frozen:
    forbid:
      paths: [migrations/**]
      on: [edit, delete]
    level: final
    say: Write a new migration that follows the last one.
  secrets:
    forbid:
      text: [PRIVATE KEY]
    level: final
    waivable_by: [security]
""",
    "docs/decisions/ADR-0002.yaml": """\
id: ADR-0002
title: Domain code does not import infrastructure
status: accepted
date: 2026-01-02
rules:
  no-orm:
    forbid:
      imports: [sqlalchemy, shop.infra]
    in: [src/shop/**]
    except:
      src/shop/legacy/**: moves out with SHOP-812
    say: Depend on a port in domain/ports; put the adapter in shop/infra.
  short:
    limit:
      metric: lines
      at_most: 200
    level: advise
    say: Split the file by what it holds.
""",
    "docs/decisions/ADR-0003.yaml": """\
id: ADR-0003
title: Billing talks to nobody
status: accepted
date: 2026-01-03
rules:
  alone:
    forbid:
      packages: [requests]
    in: [src/shop/billing/**]
""",
    "docs/decisions/W-0001.yaml": """\
waiver: W-0001
waives: [ADR-0003#alone]
in: [src/shop/billing/gateway.py]
until: 2026-12-31
approved_by: platform
because: The vendor's client 3.x takes a requests session.
""",
}
