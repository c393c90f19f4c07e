"""`mneme report` as one page of HTML: nothing is fetched, nothing that a record says is taken for markup.

Everything is there without JavaScript; with it the graph is drawn, the search narrows, and a click shows a decision.
"""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING

from mneme_cli import VERSION
from mneme_cli.cli.words.report import drawing
from mneme_cli.cli.words.report.chart import chart
from mneme_cli.cli.words.report.markup import text
from mneme_cli.cli.words.report.records import records
from mneme_cli.cli.words.report.tables import decisions, idle, summary, waivers
from mneme_cli.model.day import show
from mneme_cli.reports._tally import count
from mneme_cli.resources import asset

if TYPE_CHECKING:
    from mneme_cli.commands.report import Report

LIBRARY = "cytoscape.min.js"


def page(one: Report) -> str:
    """Write the whole page."""
    day = show(one.corpus.as_of)
    scripts = [asset("report", LIBRARY), drawing.data(one), asset("report", "page.js")]
    hashes = " ".join(f"'sha256-{_digest(each)}'" for each in (scripts[0], scripts[2]))
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {hashes}"
    head = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Decisions as of {day}</title>
<style>
{asset("report", "page.css")}</style>
</head>
"""
    return head + _body(one, day) + _scripts(scripts) + "</body>\n</html>\n"


def _body(one: Report, day: str) -> str:
    wrong = "" if one.judged and not one.errors else _wrong(one)
    return f"""<body>
<header>
<h1>Decisions</h1>
<p>as of <time datetime="{day}">{day}</time> · mneme {text(VERSION)} · branch {text(one.history.branch)}</p>
</header>
<main>
{wrong}{summary(one)}
{drawing.section(one)}
{decisions(one)}
{idle(one)}
{waivers(one)}
{chart(one.history)}
{records(one)}
</main>
"""


def _wrong(one: Report) -> str:
    said = f"The decisions have {count(one.errors, 'error')}: <code>mneme lint</code> tells them."
    more = "" if one.judged else " Nothing could be judged."
    return f'<p class="wrong" role="alert">{said}{more}</p>\n'


def _scripts(scripts: list[str]) -> str:
    library, data, ours = scripts
    return (
        f"<script>{library}</script>\n"
        f'<script type="application/json" id="graph-data">{data}</script>\n'
        f"<script>{ours}</script>\n"
    )


def _digest(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode("ascii")
