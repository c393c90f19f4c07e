"""Commands as we want them read: they say which options they have, refuse empty words, and remember an order."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand

from mneme_cli.errors import MnemeError

UsageError: Any = typer.BadParameter.__mro__[1]
_ORDER = "mneme.order"


class Told(TyperCommand):
    """A command that answers an option it does not know with those that it knows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse.

        Raises:
            MnemeError: an option is none of this command's, or an empty word was given.
        """
        try:
            left = super().parse_args(ctx, args)
        except UsageError as wrong:
            if not hasattr(wrong, "possibilities"):  # click's NoSuchOption, which typer does not hand on
                raise
            mine = sorted({max(one.opts, key=len) for one in self.params if one.param_type_name == "option"})
            near = get_close_matches(str(wrong.option_name), mine, n=1)
            said = f"did you mean {near[0]}? It has" if near else "it has"
            raise MnemeError(
                f"{ctx.command_path} has no option {wrong.option_name!s}", f"{said} {', '.join(mine)}"
            ) from None
        full(ctx)
        return left


class AsTyped(Told):
    """A command whose context knows the names of the options in the order in which they were typed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse once for everything, and once for the order."""
        typed = list(args)
        left = super().parse_args(ctx, args)
        _, _, order = self.make_parser(ctx).parse_args(args=typed)
        ctx.meta[_ORDER] = tuple(str(one.name) for one in order)
        return left


def full(ctx: Any) -> None:
    """Refuse an empty word: it comes of a variable that is not set, and would be judged as if nothing had been asked.

    Raises:
        MnemeError: an option or an argument was given, and is empty.
    """
    for one in ctx.command.params:
        given = ctx.params.get(one.name)
        written = ctx.get_parameter_source(one.name)
        if written is not None and written.name == "COMMANDLINE" and (given == "" or (_several(given) and "" in given)):
            name = max(one.opts, key=len) if one.param_type_name == "option" else str(one.metavar or one.name)
            what = f"{name} {one.metavar}" if name != one.metavar and one.metavar else name
            out = "" if one.required else ", or leave it out"
            raise MnemeError(f"{name} is given an empty word", f"write {what}{out}; is a variable not set?")


def _several(given: Any) -> bool:
    return isinstance(given, list | tuple)


def typed(ctx: Any, **values: list[str]) -> tuple[tuple[str, str], ...]:
    """Return (option, value) of these repeatable options, in the order in which they were typed."""
    left = {name: iter(given) for name, given in values.items()}
    return tuple((name, next(left[name])) for name in ctx.meta[_ORDER] if name in left)
