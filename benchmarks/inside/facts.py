"""Every fact of a repository into its stored graph, and no rule: what import-linter and grimp do before they judge."""

from __future__ import annotations

import gc
import sys
from typing import Any


def graph(root: str) -> Any:
    """Build the stored graph, or bring it up to date."""
    from mneme_cli import languages
    from mneme_cli.evidence.gather import End
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.graphs import graph as synced
    from mneme_cli.pipeline.sources import ends

    both = ends(find(root), Request(mode="all"))
    layout = languages.take("python").layout(both.after, (), {})
    return synced(both, End(tree=both.after, layout=layout, bound={}))


def inner(made: Any, folder: str) -> int:
    """Count the pairs of files below a folder one of which imports the other."""
    inside = made.span(folder + "/")
    return sum(len({end for end in made.next(node) if end in inside and end != node}) for node in inside)


if __name__ == "__main__":
    gc.disable()
    print(inner(graph(sys.argv[1]), sys.argv[2]))
