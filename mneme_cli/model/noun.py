"""A NamedTuple that costs nothing to import: same behaviour as `typing.NamedTuple`, without typing, collections or exec.

`typing.NamedTuple` costs more than a whole bare interpreter start; a hook pays that before every edit of an agent.
mypy sees typing's own through `if TYPE_CHECKING:` at each use.
"""

# mypy: ignore-errors
from _collections import _tuplegetter


def _new(cls, *args, **named):
    fields = cls._fields
    if named or len(args) < len(fields):
        args += tuple([_pick(cls, field, named) for field in fields[len(args) :]])
        if named:
            raise TypeError(f"{cls.__name__}: unexpected {sorted(named)}")
    elif len(args) > len(fields):
        raise TypeError(f"{cls.__name__} takes {len(fields)} values, got {len(args)}")
    return tuple.__new__(cls, args)


def _pick(cls, field, named):
    if field in named:
        return named.pop(field)
    if field in cls._field_defaults:
        return cls._field_defaults[field]
    raise TypeError(f"{cls.__name__}: {field!r} is missing")


def _replace(self, **named):
    return type(self)(**(dict(zip(self._fields, self, strict=True)) | named))


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
        space |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
        space |= {"_fields": fields, "__match_args__": fields, "__slots__": (), "__new__": _new, "_replace": _replace}
        space |= {"_asdict": _asdict, "__repr__": _repr, "__reduce__": _reduce}
        return super().__new__(meta, name, (tuple,), space)


class NamedTuple(metaclass=_Meta):
    """Fields from annotations, defaults from values, nothing else."""

    __slots__ = ()
