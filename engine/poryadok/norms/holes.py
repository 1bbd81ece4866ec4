"""Holes: values written as «to be decided», ``{decide: date, note: whom to ask}``.

A hole is one value, never a map to merge with. Before anything is computed a profile is *settled*: no hole
is left in its document, nothing stands in a hole's place, and a norm that would be computed from one says so
in ``holes`` (paths with slashes), which makes it as open as an undecided parameter does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from poryadok.norms.patch import is_map

__all__ = ["NEEDED", "OPEN_KEY", "Hole", "find_holes", "is_hole", "leaves_of", "settled"]

Path_ = tuple[str, ...]

OPEN_KEY = "holes"
"""The key of a settled norm that names its open values; no file can hold it."""

NEEDED: frozenset[Path_] = frozenset(
    {
        ("municipality", "timezone"),
        ("municipality", "calendar"),
        ("act", "in_force", "from"),
        ("act", "in_force", "to"),
    }
)
"""Values without which no day of the profile can be counted."""

# what a norm says of itself: it can be computed without these
_TOLD = frozenset({"title", "bearer", "counterparty", "source", "notes", "procedure", "step"})


@dataclass(frozen=True, slots=True)
class Hole:
    """An open value: its path, the type of what is wanted (``date``, ``amount`` …), a note for people."""

    path: Path_
    type: str
    note: str


def is_hole(value: object) -> bool:
    """Tell whether a value is a hole. Maps by id hold maps, so that no id can be taken for one."""
    return is_map(value) and isinstance(value.get("decide"), str)


def find_holes(value: object) -> list[Hole]:
    """All holes of a document, in its order."""
    found: list[Hole] = []
    if is_map(value):
        _collect(value, (), found)
    return found


def _collect(value: Mapping[str, Any], path: Path_, found: list[Hole]) -> None:
    if is_hole(value):
        found.append(Hole(path, str(value["decide"]), str(value.get("note") or "")))
        return
    for key, inner in value.items():
        if is_map(inner):
            _collect(inner, (*path, key), found)


def leaves_of(value: object) -> Iterator[object]:
    """The values of a document: scalars, lists and holes, each counted as one."""
    if isinstance(value, Mapping) and not is_hole(value):
        for inner in value.values():
            yield from leaves_of(inner)
    elif value is not None:
        yield value


def settled(doc: Mapping[str, Any], holes: Iterable[Path_]) -> dict[str, Any]:
    """The document without its holes. Parts without a hole are shared with ``doc``, never copied."""
    paths = list(holes)
    result = dict(doc)
    for path in paths:
        _drop(result, doc, path)
    norms = doc.get("norms")
    for norm_id, norm in norms.items() if isinstance(norms, Mapping) else ():
        found = [path for path in paths if isinstance(norm, Mapping) and _matters(path, norm_id, norm, doc)]
        if found:
            result["norms"] = dict(result["norms"])
            result["norms"][norm_id] = _open(result["norms"][norm_id], norm_id, found)
    return result


def _drop(result: dict[str, Any], doc: Mapping[str, Any], path: Path_) -> None:
    """Take a hole out of ``result``; maps on the way are copied once, those of ``doc`` are left alone."""
    here, there = result, doc
    for key in path[:-1]:
        there = there[key]
        if here[key] is there:
            here[key] = dict(there)
        here = here[key]
    spare = _spare(path)
    if spare is None:
        del here[path[-1]]
    else:
        here[path[-1]] = spare


def _spare(path: Path_) -> str | None:
    """What is shown for a name that is not decided: the id of the thing; nothing for other values."""
    if path == ("municipality", "name"):
        return None
    if path[-1] == "title" and len(path) > 2:
        return path[-2]
    return "…" if path[-1] == "effect" else None


def _open(norm: Mapping[str, Any], norm_id: str, holes: Sequence[Path_]) -> dict[str, Any]:
    """The norm without the keys whose value is open in some part, and with the list of what is open."""
    own = {path[2] for path in holes if path[:2] == ("norms", norm_id)}
    text = {key: value for key, value in norm.items() if key not in own - {"readings", "exceptions"}}
    return {**text, OPEN_KEY: ["/".join(path) for path in sorted(holes)]}


def _matters(path: Path_, norm_id: str, norm: Mapping[str, Any], doc: Mapping[str, Any]) -> bool:
    """Tell whether a norm is computed from the value at ``path``."""
    if path[0] == "norms":
        return path[1] == norm_id and path[2] not in _TOLD and _changes(path[2:])
    if path[0] == "readings":
        asked = norm.get("readings")
        return isinstance(asked, Mapping) and path[1] in asked and _changes(path)
    return path[0] == "office_hours" and _speaks(norm, doc, set())


def _changes(path: Path_) -> bool:
    """Of questions and exceptions only what is adopted and what is patched matters, not how it is called."""
    if path[0] == "readings":
        told = path[2] in ("title", "clause") or (len(path) > 4 and path[4] in ("title", "basis"))
        return not told and not (len(path) > 6 and path[6] in _TOLD)
    if path[0] == "exceptions":
        return path[2] not in ("title", "source") and not (len(path) > 3 and path[3] in _TOLD)
    return True


def _speaks(value: object, doc: Mapping[str, Any], seen: set[str]) -> bool:
    """Tell whether a norm, a question of it or a parameter it names counts working hours."""
    if isinstance(value, list):
        return any(_speaks(inner, doc, seen) for inner in value)
    if not isinstance(value, Mapping):
        return False
    if "working_hours" in value or value.get("unit") == "working_hours":
        return True
    for section, names in (
        ("parameters", [value.get("parameter")]),
        ("readings", value.get("readings") or ()),
    ):
        for name in names:
            if isinstance(name, str) and name not in seen:
                seen.add(name)
                if _speaks((doc.get(section) or {}).get(name), doc, seen):
                    return True
    return any(_speaks(inner, doc, seen) for inner in value.values())
