"""import-linter (https://import-linter.readthedocs.io): one decision for each contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, NOT, Imported, Importer, Row
from mneme_cli.importers._draft import decision
from mneme_cli.importers._modules import modules
from mneme_cli.importers.import_linter import expressions
from mneme_cli.importers.import_linter.config import read as configured
from mneme_cli.importers.import_linter.config import reads
from mneme_cli.importers.import_linter.contracts import OPTIONS, SHARED, TYPES
from mneme_cli.importers.import_linter.witness import WITNESS

if TYPE_CHECKING:
    from mneme_cli.importers._modules import Modules
    from mneme_cli.importers.import_linter.config import Config, Contract
    from mneme_cli.model.corpus import Decision
    from mneme_cli.model.tree import Tree

TOOL = "import-linter"
_QUIET = ("root_package", "root_packages", "include_external_packages", "exclude_type_checking_imports")
_NO_RULE = {
    "contract_types": "the code of a custom contract type cannot be read as a rule",
    "show_timings": "it is about import-linter's own report",
    "verbose": "it is about import-linter's own report",
    "cache_dir": "it is about import-linter's own cache",
}
_UNMATCHED = "of an entry that hides nothing any more nothing is said here"


def read(path: str, tree: Tree) -> Imported:
    """Read a configuration and say each contract as a decision.

    Raises:
        MnemeError: the file or a contract is broken.
    """
    config = configured(path, tree.read(path))
    known = modules(tree, config.tops())
    gone = [top for top in config.tops() if not known.ours(top)]
    if len(gone) == len(config.tops()):
        raise MnemeError(f"{path}: there is no package {gone[0]} here", "import in the repository that holds it")
    decisions, rows = [], list(_session(config))
    rows += [Row("", f"root package {top}", NOT, "it lies in another repository") for top in gone]
    for one in config.contracts:
        if one.type not in TYPES:
            rows.append(Row(one.name, f"type = {one.type}", NOT, _NO_RULE["contract_types"]))
            continue
        made, told = _contract(path, one, config, known)
        decisions.append(made)
        rows += told
    return Imported(decisions=tuple(decisions), rows=tuple(rows), roots=known.roots)


def _session(config: Config) -> list[Row]:
    rows = []
    for key in config.session:
        if key in _QUIET:
            rows.append(Row("", key))
        else:
            rows.append(Row("", key, NOT, _NO_RULE.get(key, "import-linter has no such option, and ignores it")))
    return rows


def _contract(path: str, one: Contract, config: Config, known: Modules) -> tuple[Decision, tuple[Row, ...]]:
    more, rows = _shared(path, one, config, known)
    made = TYPES[one.type](one, known, more)
    odd = [key for key in one.options if key not in (*OPTIONS[one.type], *SHARED)]
    rows += [Row(one.name, key, NOT, f"{one.type} has no such option") for key in odd]
    record = decision(TOOL, path, one.name, one.name, made.clauses, what=f"the {one.type} contract '{one.name}'")
    return record, (*made.rows, *rows)


def _shared(path: str, one: Contract, config: Config, known: Modules) -> tuple[dict[str, Any], list[Row]]:
    """Return the modifiers that every type of contract may have, and their rows."""
    more: dict[str, Any] = {}
    rows = []
    if one.words("ignore_imports"):
        pairs = [expressions.edges(text, known) for text in one.words("ignore_imports")]
        because = f"ignore_imports in {path}; the reason is not written there"
        entries = dict.fromkeys(text for pair in pairs for text in pair.texts)
        more["excuses"] = tuple((text, because, True) for text in entries)
        why = "; ".join(dict.fromkeys(pair.loss for pair in pairs if pair.loss))
        rows.append(Row(one.name, "ignore_imports", ABOUT if why else EXACT, why))
    if "unmatched_ignore_imports_alerting" in one.options:
        rows.append(Row(one.name, "unmatched_ignore_imports_alerting", ABOUT, _UNMATCHED))
    if "broken_contract_guidance" in one.options:
        said = one.options["broken_contract_guidance"]
        more["say"] = said if isinstance(said, str) else "\n".join(said)
        rows.append(Row(one.name, "broken_contract_guidance"))
    if str(config.session.get("exclude_type_checking_imports", "")).lower() == "true":
        more["when"] = {"not": ["type"]}
    return more, rows


IMPORTER = Importer(
    tool=TOOL,
    files=(".importlinter", "setup.cfg", "pyproject.toml"),
    reads=reads,
    read=read,
    witness=WITNESS,
)
