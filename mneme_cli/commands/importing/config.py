"""mneme.yaml after an import: written if there is none, added to if that is safe, else said what to add by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.decisions.documents import settings as load
from mneme_cli.decisions.paper import dump

if TYPE_CHECKING:
    from mneme_cli.importers import Imported
    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.tree import Tree

CONFIG = "mneme.yaml"


class Config(NamedTuple):
    """text: the file as it should be, "" = it stays as it is.  by_hand: what a person has to add, as YAML.

    new: there was none.  roots: source roots that the import asks for, () = those that are found.
    """

    text: str = ""
    by_hand: str = ""
    new: bool = False
    roots: tuple[str, ...] = ()


def merged(tree: Tree, made: Imported, folder: str) -> Config:
    """Say what becomes of mneme.yaml: nothing that stands there is changed, only what is missing is added."""
    return _merged(tree, made, folder)._replace(roots=made.roots)


def _merged(tree: Tree, made: Imported, folder: str) -> Config:
    wanted = _wanted(made, folder)
    if not tree.has(CONFIG):
        return Config(text=dump(wanted) if wanted else "", new=bool(wanted))
    data = tree.read(CONFIG)
    now, _ = load(CONFIG, data)
    missing = _missing(wanted, now)
    if not missing:
        return Config()
    text = _added(data.decode("utf-8", "replace"), missing, now)
    after, wrong = load(CONFIG, text.encode())
    if wrong or not _holds(after, missing) or not _kept(now, after):
        return Config(by_hand=dump(missing))
    return Config(text=text)


def _wanted(made: Imported, folder: str) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if folder != "docs/decisions":
        wanted["decisions"] = ["docs/decisions", folder]
    if made.roots:
        wanted["source_roots"] = list(made.roots)
    if made.components:
        wanted["components"] = {name: _component(made, name) for name in made.components}
    return wanted


def _component(made: Imported, name: str) -> Any:
    texts = list(made.components[name])
    more = {"but": list(made.but.get(name, ())), "tags": list(made.tags.get(name, ()))}
    if any(more.values()):
        return {"match": texts} | {key: value for key, value in more.items() if value}
    return texts if len(texts) > 1 else texts[0]


def _missing(wanted: dict[str, Any], now: Settings) -> dict[str, Any]:
    """Return what is wanted and not there: whole lists, and single components."""
    left: dict[str, Any] = {}
    for key in ("decisions", "source_roots"):
        if more := [each for each in wanted.get(key, ()) if each not in _plain(getattr(now, key))]:
            left[key] = more
    given = {name: each for name, each in wanted.get("components", {}).items() if name not in now.components}
    return left | ({"components": given} if given else {})


def _plain(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.strip("/") or "." for each in folders)


def _added(text: str, missing: dict[str, Any], now: Settings) -> str:
    """Put new keys at the end, and new components right below the key that is there."""
    text = text if text.endswith("\n") or not text else text + "\n"
    below = missing.get("components") if now.components else None
    if below and text.count("\ncomponents:\n") + text.startswith("components:\n") == 1:
        lines = "".join(f"  {line}\n" for line in dump(below).splitlines())
        head, key, rest = f"\n{text}".partition("\ncomponents:\n")
        text = f"{head}{key}{lines}{rest}".removeprefix("\n")
        missing = {key: value for key, value in missing.items() if key != "components"}
    return text + (dump(missing) if missing else "")


def _holds(after: Settings, missing: dict[str, Any]) -> bool:
    there = set(missing.get("components", {})) <= set(after.components)
    lists = all(set(missing.get(key, ())) <= set(_plain(getattr(after, key))) for key in ("decisions", "source_roots"))
    return there and lists


def _kept(now: Settings, after: Settings) -> bool:
    """Tell whether everything that was set before is set as it was."""
    same = [key for key in now._fields if key not in ("components", "but", "decisions", "source_roots", "places")]
    kept = all(
        (after.components.get(name), after.but.get(name)) == (each, now.but.get(name))
        for name, each in now.components.items()
    )
    lists = all(
        set(getattr(now, key)) <= set(getattr(after, key)) or getattr(now, key) == type(now)._field_defaults[key]
        for key in ("decisions", "source_roots")
    )
    return kept and lists and all(getattr(now, key) == getattr(after, key) for key in same)
