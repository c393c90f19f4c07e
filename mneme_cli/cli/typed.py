"""Options that mean something by what stands behind them: a command that remembers in which order they were typed."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

_ORDER = "mneme.order"


class AsTyped(TyperCommand):
    """A command whose context knows the names of the options in the order in which they were typed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse once for the order, and once for everything else."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = tuple(str(one.name) for one in order)
        return super().parse_args(ctx, args)


def typed(ctx: Any, **values: list[str]) -> tuple[tuple[str, str], ...]:
    """Return (option, value) of these repeatable options, in the order in which they were typed."""
    left = {name: iter(given) for name, given in values.items()}
    return tuple((name, next(left[name])) for name in ctx.meta[_ORDER] if name in left)
