"""A NamedTuple that costs nothing to import: same behaviour as `typing.NamedTuple`, without typing, collections or exec.

`typing.NamedTuple` costs more than a whole bare interpreter start; a hook pays that before every edit of an agent.
mypy sees typing's own through `if TYPE_CHECKING:` at each use.
"""

# mypy: ignore-errors
from _collections import _tuplegetter


_NONE = object()
"""In place of a default, where a field has none."""


def _new(cls, *args, **named):
    given = len(args)
    if named or given != len(cls._fields):
        args += tuple(map(named.pop, cls._fields[given:], cls._fallbacks[given:]))
        if named or given > len(cls._fields) or _NONE in args:
            raise TypeError(_wrong(cls, given, args, named))
    return tuple.__new__(cls, args)


def _wrong(cls, given, args, named):
    if given > len(cls._fields):
        return f"{cls.__name__} takes {len(cls._fields)} values, got {given}"
    missing = [field for field, value in zip(cls._fields, args, strict=True) if value is _NONE]
    return f"{cls.__name__}: {missing[0]!r} is missing" if missing else f"{cls.__name__}: unexpected {sorted(named)}"


def _replace(self, **named):
    made = tuple.__new__(type(self), map(named.pop, self._fields, self))
    if named:
        raise TypeError(f"{type(self).__name__}: unexpected {sorted(named)}")
    return made


def _asdict(self):
    return dict(zip(self._fields, self, strict=True))


def _repr(self):
    shown = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({shown})"


def _reduce(self):
    return type(self), tuple(self)


class _Meta(type):
    def __new__(meta, name, bases, space):
        if not bases:
            return super().__new__(meta, name, (tuple,), space)
        fields = tuple(space.get("__annotations__", ()))
        space["_field_defaults"] = {field: space.pop(field) for field in fields if field in space}
        space["_fallbacks"] = tuple([space["_field_defaults"].get(field, _NONE) for field in fields])
        space |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
        space |= {"_fields": fields, "__match_args__": fields, "__slots__": (), "__new__": _new, "_replace": _replace}
        space |= {"_asdict": _asdict, "__repr__": _repr, "__reduce__": _reduce}
        return super().__new__(meta, name, (tuple,), space)


class NamedTuple(metaclass=_Meta):
    """Fields from annotations, defaults from values, nothing else."""

    __slots__ = ()
