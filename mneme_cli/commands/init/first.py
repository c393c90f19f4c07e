"""The first files: a configuration that says what can be set, and a decision that holds today and proves itself."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from mneme_cli.commands.init.survey import text_of
from mneme_cli.decisions.paper import day, dump

if TYPE_CHECKING:
    from mneme_cli.commands.init.survey import Survey

_IMPORTS_TESTS = re.compile(r"\b(import|from|import_module)\b.*\btests?\b")
_CONFIG = """\
# How mneme reads this repository. Every key has a default; an empty file is valid.
{decisions}# source_roots:          # where modules are looked for, if detection needs help
#   - src
# components:            # names that rules can use instead of paths
#   domain: src/shop/domain/**
# approvers:             # who may approve waivers
#   - platform
# exclude:               # never judged
#   - "**/generated/**"
"""


def name_of(seen: Survey) -> str:
    """Return the id of the first decision: behind the numbers that Markdown records have taken."""
    taken = [int(number) for path in seen.records for number in re.findall(r"\d+", os.path.basename(path))[:1]]
    return f"ADR-{max(taken, default=0) + 1:04}"


def config(seen: Survey) -> str:
    """Write mneme.yaml: what differs from the defaults, and the rest as comments."""
    folders = dump({"decisions": [seen.folder]})
    base = dump({"base": seen.base}) if seen.base else ""
    return _CONFIG.format(decisions=folders + base)


def decision(root: str, seen: Survey, paths: tuple[str, ...], name: str, as_of: int) -> str:
    """Write the first decision. A rule about code is in it only if a look at the text proves that it holds."""
    keep = {
        "forbid": {"paths": [f"{seen.folder}/**"], "on": ["delete"]},
        "level": "advise",
        "say": "Supersede a decision instead of deleting it: `mneme supersede`, and the id of the one that goes.",
    }
    rules = {"keep": keep} | _no_tests(root, seen, paths)
    head = dump({"id": name, "title": "Decisions are kept beside the code that they govern", "status": "accepted"})
    return head + day("date", as_of) + dump({"rules": rules}) + dump(_PROSE)


_PROSE = {
    "context": "Reasons for structure get lost in chats and pull requests; rules without reasons get deleted.\n",
    "decision": "Each architectural decision is one YAML file here, with the rules that follow from it.\n",
    "consequences": "`mneme check` judges every change against the decisions in force, and says why.\n",
}


def _no_tests(root: str, seen: Survey, paths: tuple[str, ...]) -> dict[str, object]:
    """Return the rule that production code does not import tests, where there are both and no line could break it."""
    tests = [folder for folder in ("tests", "test") if any(path.startswith(f"{folder}/") for path in paths)]
    ours = tuple(f"{package}/" for package in seen.packages)
    code = [text_of(root, path) for path in paths if path.endswith((".py", ".pyi")) and path.startswith(ours)]
    if not tests or not code or any(_IMPORTS_TESTS.search(text.replace("\\\n", " ")) for text in code):
        return {}
    return {
        "no-tests-in-production": {
            "forbid": {"imports": [f"{folder}/**" for folder in tests]},
            "in": [f"{package}/**" for package in seen.packages],
            "say": "Move what both need into the package.",
        }
    }
