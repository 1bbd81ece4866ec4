"""Layers: what one file says, and how layers are laid over each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.norms.holes import Hole, is_hole
from poryadok.norms.patch import is_map
from poryadok.norms.yaml_text import Mark, span_at

__all__ = [
    "CONTENT",
    "MISSING",
    "RANKS",
    "Layer",
    "conflicts",
    "intervals",
    "lay",
    "lookup",
    "opaque_at",
    "ordered",
    "same",
    "set_differently",
    "touches_nothing",
]

Path_ = tuple[str, ...]

RANKS = ("federal", "family", "region", "municipality", "amendment", "decision", "what-if")
CONTENT = (
    "municipality",
    "act",
    "parties",
    "roles",
    "channels",
    "sectors",
    "office_hours",
    "norms",
    "readings",
    "parameters",
    "defects",
    "accepted",
)
_PATCHED = ("alternatives", "exceptions")
MISSING = object()


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer file, read and checked on its own.

    ``content`` holds the content sections only. ``first`` and ``last`` are the days of ``in_force``,
    ``holes`` the values that it leaves to be decided.
    """

    file: str
    ref: str
    id: str
    rank: str
    title: str
    for_id: str | None
    first: date | None
    last: date | None
    extends: tuple[str, ...]
    bounds: Mapping[str, Mapping[str, Any]]
    content: Mapping[str, Any]
    marks: Mapping[Path_, Mark]
    findings: tuple[Finding, ...] = ()
    holes: tuple[Hole, ...] = ()

    @property
    def dated(self) -> bool:
        """Tell whether the layer holds only on some days."""
        return self.first is not None or self.last is not None

    def span(self, path: Path_, *, key: bool = False) -> Span:
        """The place of ``path``, or of the nearest part of it that the file has."""
        for end in range(len(path), 0, -1):
            mark = self.marks.get(path[:end])
            if mark is not None:
                return span_at(self.file, mark, key=key or end < len(path))
        return Span(self.file)


def opaque_at(path: Path_) -> int | None:
    """The length of the path's part that is a patch to be kept as written, or None.

    Patches of alternatives and exceptions are data: their nulls must survive the merge of layers.
    """
    for index in range(2, len(path)):
        if path[index] == "patch" and path[index - 2] in _PATCHED:
            return index + 1
    return None


def lay(
    target: Mapping[str, Any], patch: Mapping[str, Any], *, above: str = "", over: str = ""
) -> dict[str, Any]:
    """Lay ``patch`` over ``target`` by RFC 7396, keeping inner patches (see ``opaque_at``) as they are.

    Parts that the patch does not touch are shared with ``target``, never copied. ``above`` and ``over`` are
    the two keys that lead to ``target``. A hole is one value: it replaces, and is replaced.
    """
    result = dict(target)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif is_map(value) and not ((key == "patch" and above in _PATCHED) or is_hole(value)):
            old = result.get(key)
            known = old if is_map(old) and not is_hole(old) else {}
            result[key] = lay(known, value, above=over, over=key)
        else:
            result[key] = value
    return result


def lookup(doc: Any, path: Path_) -> Any:
    """The value at ``path`` (list indices as text), or a value that is nobody's (``same`` to nothing)."""
    for key in path:
        if isinstance(doc, Mapping):
            doc = doc.get(key, MISSING)
        elif isinstance(doc, list) and key.isdecimal() and int(key) < len(doc):
            doc = doc[int(key)]
        else:
            return MISSING
    return doc


def same(one: Any, other: Any) -> bool:
    """Equality that tells 1 from true."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, Mapping) and opaque_at(path) is None and not is_hole(value):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    else:
        yield path, value


def _deleted(value: Mapping[str, Any], path: Path_) -> list[Path_]:
    """The paths of the leaves that are null."""
    found: list[Path_] = []
    for key, inner in value.items():
        if inner is None:
            found.append((*path, key))
        elif is_map(inner) and not is_hole(inner):
            here = (*path, key)
            if opaque_at(here) is None:
                found.extend(_deleted(inner, here))
    return found


def ordered(layers: Sequence[Layer]) -> list[Layer]:
    """Sort by rank, then by day in force, then by name (which decides nothing: see ``conflicts``)."""
    return sorted(layers, key=lambda layer: (RANKS.index(layer.rank), layer.first or date.min, layer.ref))


def conflicts(layers: Sequence[Layer]) -> list[Finding]:
    """Values that two of these layers of one rank set differently, all being in force together."""
    found: list[Finding] = []
    for index, one in enumerate(layers):
        for other in layers[index + 1 :]:
            dated = one.rank == "amendment" and one.first != other.first
            if one.rank == other.rank and not dated:
                found.extend(_differences(one, other))
    return found


def set_differently(one: Layer, other: Layer) -> list[Path_]:
    """The paths that two layers give different values; deleting is a value too."""
    found: dict[Path_, None] = {}
    for here, there in ((one, other), (other, one)):
        for path, value in _leaves(here.content, ()):
            against = lookup(there.content, path)
            if against is not MISSING and not same(value, against):
                found[path] = None
    return list(found)


def _differences(one: Layer, other: Layer) -> Iterator[Finding]:
    for path in set_differently(one, other):
        yield Finding(
            "layer.conflict",
            "critical",
            path,
            (one.span(path), other.span(path)),
            {"rank": one.rank, "first": one.id, "second": other.id},
        )


def touches_nothing(layer: Layer, below: Mapping[str, Any], result: Mapping[str, Any]) -> list[Finding]:
    """Keys that the layer deletes although nothing below sets them, and a patch that changes nothing."""
    found = [
        Finding("layer.deletes-nothing", "critical", path, (layer.span(path, key=True),), {"layer": layer.id})
        for path in _deleted(layer.content, ())
        if lookup(below, path) is MISSING
    ]
    if layer.rank in ("amendment", "decision", "what-if") and not found and same(below, result):
        place = next(iter(layer.content), "id")
        found.append(
            Finding(
                "layer.changes-nothing",
                "critical",
                (),
                (layer.span((place,), key=True),),
                {"layer": layer.id},
            )
        )
    return found


def intervals(layers: Sequence[Layer]) -> list[tuple[date | None, date | None, list[Layer]]]:
    """Cut time where a dated layer begins or ends; each piece comes with the layers that hold in it."""
    if not any(layer.dated for layer in layers):
        return [(None, None, list(layers))]
    cuts = {layer.first for layer in layers if layer.first is not None}
    cuts |= {
        layer.last + timedelta(days=1) for layer in layers if layer.last is not None and layer.last < date.max
    }
    edges: list[date | None] = [None, *sorted(cuts)]
    pieces: list[tuple[date | None, date | None, list[Layer]]] = []
    for index, first in enumerate(edges):
        following = edges[index + 1] if index + 1 < len(edges) else None
        day = first or date.min
        held = [
            layer
            for layer in layers
            if (layer.first is None or (first is not None and layer.first <= day))
            and (layer.last is None or day <= layer.last)
        ]
        last = None if following is None else following - timedelta(days=1)
        if pieces and pieces[-1][2] == held:
            pieces[-1] = (pieces[-1][0], last, held)
        else:
            pieces.append((first, last, held))
    return pieces
