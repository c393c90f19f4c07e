"""`mneme ci`: one command for every build server: what the build is about, enough history, the verdict.

It is a command and no script beside the templates, so that those stay thin, a person can run what a build ran
(`mneme ci --base origin/main`), and tests drive the same code.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._reviews import approvers
from mneme_cli.commands.asked import Asked
from mneme_cli.commands.check import look
from mneme_cli.commands.outputs import paired, written
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.offered import offered
from mneme_cli.evidence.repository import find
from mneme_cli.gates import seen
from mneme_cli.judge.outcome import exit_code
from mneme_cli.judge.review import elsewhere, gated
from mneme_cli.model.bid import Bid
from mneme_cli.reports import take

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.gates import Gate
    from mneme_cli.model.page import Page

_BY_HAND = Bid(name="HEAD", asks=True)
"""What is judged where no server tells anything: the checkout, as people would approve it."""


class Build(NamedTuple):
    """What a build asks for. base, head: said by hand, instead of what the server says.

    typed: (FORMAT or OUTPUT, its value), as typed: which format goes where.

    reviews: file with what GitHub's API says of a pull request's reviews.  fetch: more history may be had.
    """

    base: str = ""
    head: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    approved_by: tuple[str, ...] = ()
    reviews: str = ""
    strict: bool = False
    fetch: bool = True
    as_of: str = ""


def run(build: Build, environ: Mapping[str, str], progress: Progress = silent) -> tuple[str, str, int]:
    """Judge what a build is about; return the log, what goes to standard error, and the exit code.

    Raises:
        MnemeError: the build does not say what it is about, or history is missing; the hint is the command to run.
    """
    gate = seen(environ, build=True)
    bid = _bid(build, gate, environ)
    if bid is None:
        return "nothing to judge: what was pushed is a deletion\n", "", 0
    outputs = paired(build.typed)
    request = offered(find(), bid, more=build.fetch)
    names_, said = approvers(build.approved_by, environ, build.reviews, bid.reviewed or request.head)
    asked = Asked(request=request, strict=build.strict, approved_by=names_, as_of=build.as_of)
    page = look(asked, progress)
    verdict = gated(page.verdict, page.review) if bid.asks else elsewhere(page.verdict)
    page = page._replace(verdict=verdict, asked="mneme ci")
    code = exit_code(page.verdict, build.strict)
    text = written(page, outputs)
    if gate:
        _added(gate, environ, page, code)
    return (_log(gate, bid, page) if outputs[0][0] == "text" else text), said, code


def _bid(build: Build, gate: Gate | None, environ: Mapping[str, str]) -> Bid | None:
    """Say what is judged: as the server tells, and by hand what it does not tell; None if that is nothing."""
    if gate is None and not build.base:
        raise MnemeError("this is no build server that mneme knows", "mneme ci --base origin/main says what to compare")
    try:
        bid = next(iter(gate.read(environ, _told(gate, environ))), None) if gate else _BY_HAND
    except MnemeError:
        if not build.base:
            raise
        bid = _BY_HAND
    if bid is None:
        return None
    if build.base:
        bid = bid._replace(since=(build.base,), must=True)
    return bid._replace(head=build.head, reviewed="") if build.head else bid


def _told(gate: Gate, environ: Mapping[str, str]) -> str:
    path = environ.get(gate.payload, "") if gate.payload else ""
    try:
        with open(path, encoding="utf-8") if path else open("/dev/null", encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        raise MnemeError(f"the file that {gate.payload} names cannot be read", "mneme ci --base origin/main") from None


def _log(gate: Gate | None, bid: Bid, page: Page) -> str:
    """Write the log: what was compared, our text, and what the server reads out of a log.

    A text quotes code and decisions: where a server takes commands from its log, it has to be told that these are none.
    The word that ends that is the text's own digest, which nobody can write into the text.
    """
    text = f"{bid.name}: {page.base}..{page.head}\n{take('text').render(page)}"
    if gate is None or not gate.log:
        return text
    word = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return f"::stop-commands::{word}\n{text}::{word}::\n{take(gate.log).render(page)}"


def _added(gate: Gate, environ: Mapping[str, str], page: Page, code: int) -> None:
    """Add to the files that the server gives each step."""
    wanted = [(environ.get(gate.outputs, ""), f"outcome={page.verdict.outcome}\nexit-code={code}\n")]
    if summary := environ.get(gate.summary, ""):
        wanted.append((summary, take("summary").render(page)))
    for path, text in wanted:
        if path:
            with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
