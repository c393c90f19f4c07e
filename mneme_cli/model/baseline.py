"""Today's debt, accepted once: identities of findings with a count. It only shrinks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

Identity = tuple[str, str, str, str, str]


class Baseline(NamedTuple):
    """counts: identity → how many findings of it are accepted."""

    counts: Mapping[Identity, int] = {}
