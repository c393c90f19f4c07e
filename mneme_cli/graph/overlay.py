"""Changes laid over a flat graph: the tree before, the tree after, or the graph mended by what was re-read."""

from __future__ import annotations


class Overlay:
    """Edges of some files replaced; everything else as the flat graph has it."""
