"""One page made by hand, with everything that a report can meet; every format has a golden file over it."""

from __future__ import annotations

from mneme_cli.judge.asides import due
from mneme_cli.model import day
from mneme_cli.model.fact import LOCAL, RUNTIME, TYPE, Edge, Skipped
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.page import Page
from mneme_cli.model.problem import Problem
from mneme_cli.model.rule import Aside, Rule, Texts

AS_OF = day.parse("2026-11-20")


def hop(source, line, name, target, kinds=RUNTIME, via=""):
    return Edge(source=source, target=target, name=name, line=line, column=1, kinds=kinds, via=via)


DIRECT = Finding(
    rule="ADR-0012#no-orm",
    source="src/shop/domain/order.py",
    target="pkg:pypi/sqlalchemy.orm",
    claim="imports sqlalchemy.orm",
    line=3,
    column=6,
    kinds=RUNTIME,
    chain=(hop("src/shop/domain/order.py", 3, "sqlalchemy.orm.Session", "pkg:pypi/sqlalchemy.orm"),),
    also=(hop("src/shop/domain/order.py", 12, "sqlalchemy.orm", "pkg:pypi/sqlalchemy.orm", TYPE),),
    status="introduced",
    group="src/shop/domain/order.py -> pkg:pypi/sqlalchemy.orm",
)
THROUGH = tuple(
    DIRECT._replace(
        source=f"src/shop/domain/{name}.py",
        claim="reaches sqlalchemy.orm",
        line=at,
        chain=(hop(f"src/shop/domain/{name}.py", at, "shop.domain.order", "src/shop/domain/order.py"), *DIRECT.chain),
    )
    for at, name in enumerate(("cart", "tax"), 4)
)
TWICE = DIRECT._replace(
    source="src/shop/domain/価格.py",
    line=9,
    column=12,
    kinds=RUNTIME | LOCAL,
    claim="imports sqlalchemy",
    target="pkg:pypi/sqlalchemy",
    times=2,
    group="",
    chain=(),
    also=(),
)
CHAIN = Finding(
    rule="ADR-0012#layers",
    source="src/shop/domain/pricing.py",
    target="src/shop/web/templates.py",
    claim="reaches src/shop/web/templates.py",
    line=5,
    column=1,
    kinds=RUNTIME,
    chain=(
        hop("src/shop/domain/pricing.py", 5, "shop.app.discount", "src/shop/app/discount.py"),
        hop("src/shop/app/discount.py", 2, "shop.app", "src/shop/app/mail.py", TYPE, via="src/shop/app/__init__.py"),
        hop("src/shop/app/mail.py", 11, "shop.web.templates.render", "src/shop/web/templates.py"),
    ),
    also=(
        hop("src/shop/app/mail.py", 30, "shop.web.templates", "src/shop/web/templates.py", TYPE),
        hop("src/shop/domain/pricing.py", 17, "shop.app.discount", "src/shop/app/discount.py", LOCAL | RUNTIME),
        hop("src/shop/domain/pricing.py", 23, "shop.app.discount", "src/shop/app/discount.py"),
    ),
    status="introduced",
)
CYCLE = Finding(
    rule="ADR-0020#no-cycles",
    source="src/shop/app/basket.py",
    target="src/shop/app/stock.py",
    claim="closes a cycle of 2 files",
    line=1,
    kinds=RUNTIME,
    chain=(
        hop("src/shop/app/basket.py", 1, "shop.app.stock", "src/shop/app/stock.py"),
        hop("src/shop/app/stock.py", 4, "shop.app.basket", "src/shop/app/basket.py"),
    ),
    status="introduced",
    outcome="warn",
    group="cycle :src/shop/app/basket.py",
)
BACK = CYCLE._replace(source="src/shop/app/stock.py", target="src/shop/app/basket.py", line=4, chain=CYCLE.chain[::-1])
ASK = Finding(
    rule="org:ADR-3#frozen",
    source="migrations/0001_initial.py",
    claim="edits a frozen path",
    status="introduced",
    outcome="ask",
)
ENDED = Aside(how="waiver", by="W-0003", until=day.parse("2026-09-30"))
DUE = Finding(
    rule="ADR-0031#no-requests",
    source="src/billing/vendor_y/api.py",
    target="pkg:pypi/requests",
    claim="imports requests",
    line=2,
    kinds=RUNTIME,
    status="due",
)
DUE = DUE._replace(why_aside=due(DUE, Rule(id=DUE.rule, kind="forbid", asides=(ENDED,)), AS_OF))
ELSEWHERE = DUE._replace(source="src/billing/vendor_y/old.py", outcome="allow")
WAIVED = DUE._replace(
    source="src/billing/vendor_x/api.py",
    status="introduced",
    aside="waiver W-0007",
    why_aside="vendor-x 3.x imports requests; the 4.x upgrade is BILL-812.",
    outcome="allow",
)
EXCEPTED = DIRECT._replace(
    source="src/shop/domain/legacy.py",
    aside="except src/shop/domain/legacy.py",
    why_aside="moves out with SHOP-812, see ADR-0019",
    outcome="allow",
    status="",
    chain=(),
    also=(),
    group="",
)
OVERRIDDEN = DUE._replace(
    source="tools/fetch.py",
    aside="override ADR-0033",
    why_aside="tools run on laptops only",
    outcome="allow",
    status="introduced",
)
OLD = tuple(
    DIRECT._replace(
        source=f"src/shop/domain/old_{at}.py", status="existing", outcome="allow", chain=(), also=(), group=""
    )
    for at in (1, 2, 3)
)
GONE = DIRECT._replace(source="src/shop/domain/clean.py", status="fixed", outcome="allow", chain=(), also=(), group="")

PROBLEMS = (
    Problem(
        code="W-REVIEW",
        path="docs/decisions/ADR-0020-cycles.yaml",
        line=5,
        column=12,
        message="ADR-0020 asked to be looked at again by 2026-10-01.",
        fix="confirm it with a new `review_by`, or supersede it: mneme supersede ADR-0020",
    ),
    Problem(
        code="E-DANGLING",
        path="docs/decisions/ADR-0044-mail.yaml",
        line=6,
        column=14,
        message="supersedes ADR-4, which does not exist.",
        fix="write ADR-0004",
    ),
    Problem(code="N-PACK", path="", message="pack org has a rule without a file here", fix=""),
)

TEXTS = {
    "ADR-0012#no-orm": Texts(
        title="Domain code does not import infrastructure",
        say="Depend on a port in domain/ports; put the adapter in shop/infra.",
        why="Three incidents in which a schema change broke pricing.",
        line="forbid import sqlalchemy, shop.infra in src/shop/domain/**",
        source="docs/decisions/ADR-0012-domain.yaml:14",
        history=("ADR-0004#no-orm  superseded by ADR-0012 on 2026-03-14",),
        since=day.parse("2026-03-14"),
    ),
    "ADR-0012#layers": Texts(
        title="Domain code does not import infrastructure",
        say="A layer imports only from the layers below it.",
        why="Three incidents in which a schema change broke pricing.",
        line="layers web, app, domain",
        source="docs/decisions/ADR-0012-domain.yaml:11",
        since=day.parse("2026-03-14"),
    ),
    "ADR-0020#no-cycles": Texts(
        title="No import cycles between files of one package, because two halves of a cycle can only be changed together",
        why="Start-up order bugs.",
        line="acyclic by file in src/**",
        source="docs/decisions/ADR-0020-cycles.yaml:9",
        since=day.parse("2026-01-01"),
        level="advise",
    ),
    "org:ADR-3#frozen": Texts(
        title="Applied migrations are history",
        say="Write a new migration.",
        why="They ran in production.",
        line="forbid edit, delete, rename of migrations/**",
        source=".mneme/vendor/org/ADR-3.yaml:8",
        since=day.parse("2025-06-01"),
        authority="organisation",
        level="final",
    ),
    "ADR-0031#no-requests": Texts(
        title="One HTTP client",
        say="Use httpx through shop.net.",
        why="Two retry policies fought each other.",
        line="forbid package requests",
        source="docs/decisions/ADR-0031-http.yaml:10",
        since=day.parse("2026-02-01"),
        waivable_by=("platform", "ana"),
    ),
}

CODE = {
    ("src/shop/domain/order.py", 3): "from sqlalchemy.orm import Session",
    ("src/shop/domain/価格.py", 9): '\t"税";    import sqlalchemy  # \x1b[31m red \u202e',
    ("src/shop/domain/pricing.py", 5): "from shop.app.discount import discount",
    ("src/shop/app/basket.py", 1): "import shop.app.stock",
    ("src/billing/vendor_y/api.py", 2): "import requests",
}

FINDINGS = (*OLD, GONE, ASK, DUE, ELSEWHERE, WAIVED, EXCEPTED, OVERRIDDEN, CYCLE, BACK, CHAIN, TWICE, DIRECT, *THROUGH)
PAGE = Page(
    verdict=Verdict(
        outcome="block",
        findings=FINDINGS,
        problems=PROBLEMS[:1],
        noted=(
            Skipped(path="lib/a.py", why="vendored (.gitattributes)"),
            Skipped("lib/b.py", "vendored (.gitattributes)"),
        ),
        skipped=(Skipped(path="src/gen/big.py", why="larger than 10 MB"), Skipped("a\nb.py", "syntax error", 7)),
        changed_policy=("ADR-0012#no-orm",),
        files=14,
        rules=31,
        as_of=AS_OF,
    ),
    texts=TEXTS,
    code=CODE,
    version="0.1.0",
    base="main",
    head="work tree",
)
BROKEN = PAGE._replace(verdict=PAGE.verdict._replace(problems=PROBLEMS))
CLEAN = Page(
    verdict=Verdict(files=14, rules=31, as_of=AS_OF), texts={}, code={}, version="0.1.0", base="main", head="work tree"
)
PAGES = {"blocked": PAGE, "broken": BROKEN, "clean": CLEAN}
