"""Tree → compiled policy: the people's side of the compiler, run ahead of every hook."""

from __future__ import annotations

from mneme_cli import kinds, languages, shelf
from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.decisions.documents import load
from mneme_cli.decisions.extends import packs
from mneme_cli.decisions.settings import settings as read_settings
from mneme_cli.model.layout import Layout
from mneme_cli.model.policy import Policy
from mneme_cli.store import policy as policies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

CONFIG = "mneme.yaml"
