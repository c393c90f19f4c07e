"""The plugin itself, asked on the same tree: which of its rules speaks, and at which line."""

from __future__ import annotations

from mneme_cli.importers import Witness
from mneme_cli.importers._eslint import answering, by_rule, command, ours
from mneme_cli.importers.eslint_boundaries.config import LAWS
from mneme_cli.importers.eslint_boundaries.reasons import reason

WITNESS = Witness(
    script="eslint",
    package="",
    command=command,
    answer=answering(by_rule(dict.fromkeys(LAWS, "element-types"), "boundaries/")),
    ours=ours,
    reason=reason,
)
