"""The tools: what each is called, when an agent should call it, what it takes, and which command answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.cli.crash import tell
from mneme_cli.cli.mcp import answers
from mneme_cli.cli.mcp.answer import Answer, crashed, refused
from mneme_cli.cli.mcp.arguments import read, schema
from mneme_cli.commands.search import MOST
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import STATES
from mneme_cli.model.packet import LEAST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WORD = {"type": "string", "minLength": 1}
_TEXT = {"type": "string"}
_FROM = "A file (it need not be there yet), a folder or a component."
_TO = "A file, folder, component, module or package: src/shop/infra/db.py, shop.infra, sqlalchemy."
_WHAT = "PATH, PATH:LINE, a decision (ADR-0012), one of its rules (ADR-0012#no-orm), or the identity of a finding."
_OLD = "A text of the file that the edit replaces; empty makes the file."


class Tool(NamedTuple):
    """One tool. about: for the agent, when to call it.  shape: schema of its arguments.  work: arguments → answer."""

    name: str
    title: str
    about: str
    shape: dict[str, Any]
    work: Callable[[Mapping[str, Any]], Answer]


TOOLS = (
    Tool(
        name="packet",
        title="What holds where I work",
        about="Call before you begin to work on files: the decisions in force there, what to do and what not, "
        "within a budget of tokens. Without paths it is the whole repository, as a session is told at its start.",
        shape=schema(
            paths={"type": "array", "items": _WORD, "description": "Files and folders; by default everything."},
            budget={"type": "integer", "minimum": LEAST, "maximum": 100_000, "description": "Room, in tokens."},
        ),
        work=answers.packet,
    ),
    Tool(
        name="may",
        title="May this depend on that?",
        about="Call before you write an import or add a dependency: yes or no, the decision that says so, and what "
        "is allowed instead.",
        shape=schema(("from", "to"), **{"from": {**_WORD, "description": _FROM}, "to": {**_WORD, "description": _TO}}),
        work=answers.may,
    ),
    Tool(
        name="check_edit",
        title="May this edit land?",
        about="Call before you write a file that decisions govern: the verdict that the hook would give (allow, "
        "warn, ask, block), with reason and way out. Nothing is written. Give path and content; or path, "
        "old_string and new_string; or a patch.",
        shape=schema(
            path={**_WORD, "description": "The file; with a patch that names its files it is not needed."},
            content={**_TEXT, "description": "The whole new text of the file."},
            old_string={**_TEXT, "description": _OLD},
            new_string={**_TEXT, "description": "What stands there afterwards."},
            replace_all={"type": "boolean", "description": "Replace every occurrence of old_string."},
            patch={**_WORD, "description": "*** Begin Patch …, or a unified diff; of one file or several."},
        ),
        work=answers.check_edit,
    ),
    Tool(
        name="why",
        title="Why is this governed?",
        about="Call when a file, a line, a rule or a finding is not understood: every rule that bears on it, applied "
        "or set aside with its reason, what it finds, the chain, and the history.",
        shape=schema(("what",), what={**_WORD, "description": _WHAT}),
        work=answers.why,
    ),
    Tool(
        name="search",
        title="Which decision is about this?",
        about="Call when you know words and no id: decisions that hold at least half of the words in id, title, "
        "tags, prose or rules, the best first. Read one at mneme://decision/ID, or ask why with its id.",
        shape=schema(
            ("words",),
            words={**_WORD, "description": "Words as the decision would say them; parts of words count."},
            state={"type": "string", "enum": list(STATES), "description": "Only decisions in this state."},
            limit={"type": "integer", "minimum": 1, "maximum": 100, "description": f"At most so many; else {MOST}."},
        ),
        work=answers.search,
    ),
)
"""In the order in which an agent at work needs them."""


def called(name: str, given: Mapping[str, Any]) -> Answer:
    """Answer one call; whatever goes wrong is an answer too."""
    try:
        tool = _take(name)
        return tool.work(read(name, given, tool.shape))
    except MnemeError as error:
        return refused(error)
    except Exception as error:
        tell(error, ["mcp", name])
        return crashed(error)


def _take(name: str) -> Tool:
    found = {one.name: one for one in TOOLS}
    if name not in found:
        raise MnemeError(f"there is no tool '{name}'", f"one of: {', '.join(found)}")
    return found[name]
