"""Where each value of a resolved profile came from; found when asked for, for nobody asks of most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from poryadok.findings import Span
from poryadok.norms.holes import is_hole
from poryadok.norms.layers import MISSING, Layer, lookup, opaque_at
from poryadok.norms.yaml_text import span_at

__all__ = ["Origin", "Origins"]

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written. ``layer`` is the layer's id, ``clause`` the place in the act."""

    file: str
    line: int
    column: int
    layer: str
    rank: str
    clause: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Origins(Mapping[Path_, Origin]):
    """The origin of each map, list and value of a resolved document, found when asked for.

    Raises KeyError for a path that the document has not.
    """

    doc: Mapping[str, Any]
    layers: Sequence[Layer]
    _clauses: dict[Path_, str | None] = field(default_factory=dict)

    def __getitem__(self, path: Path_) -> Origin:
        if lookup(self.doc, path) is MISSING:
            raise KeyError(path)
        layer = self.layer(path)
        mark = layer.marks.get(path) if layer is not None else None
        if layer is None or mark is None:
            raise KeyError(path)
        line, column = mark.value_line, mark.value_column
        return Origin(layer.file, line, column, layer.id, layer.rank, self.clause(path))

    def __iter__(self) -> Iterator[Path_]:
        yield from _paths(self.doc, ())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def layer(self, path: Path_) -> Layer | None:
        """The layer that set a value, or that first brought in a map that still stands."""
        cut = opaque_at(path)
        place = path if cut is None else path[:cut]
        found: Layer | None = None
        for layer in reversed(self.layers):
            value = lookup(layer.content, place)
            if value is MISSING and not _replaced(layer, place):
                continue
            if value is MISSING or value is None or (found is not None and is_hole(value)):
                break
            found = layer
            if cut is not None or not isinstance(value, Mapping) or is_hole(value):
                break
        return found

    def span(self, path: Path_, *, key: bool = False) -> Span:
        """The place of ``path``, or of its nearest part that exists; the profile's file when nothing does."""
        for end in range(len(path), 0, -1):
            layer = self._last(path[:end])
            if layer is not None:
                return span_at(layer.file, layer.marks[path[:end]], key=key or end < len(path))
        return Span(
            next((x.file for x in reversed(self.layers) if x.rank == "municipality"), self.layers[-1].file)
        )

    def _last(self, path: Path_) -> Layer | None:
        """The last layer that touched a path: what is wrong there is mended there. It may have deleted it."""
        for layer in reversed(self.layers):
            if path in layer.marks and path[0] in layer.content:
                return layer
        return None

    def clause(self, path: Path_) -> str | None:
        """The clause that the nearest enclosing map names."""
        for end in range(len(path), 0, -1):
            prefix = path[:end]
            if prefix not in self._clauses:
                self._clauses[prefix] = _clause(lookup(self.doc, prefix))
            if self._clauses[prefix] is not None:
                return self._clauses[prefix]
        return None


def _replaced(layer: Layer, path: Path_) -> bool:
    """Tell whether the layer deletes or replaces a map that would hold ``path``."""
    value: Any = layer.content
    for key in path:
        if not isinstance(value, Mapping):
            return True
        if key not in value:
            return False
        value = value[key]
    return value is None


def _clause(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    source = value.get("source")
    first = source[0] if isinstance(source, list) and source else source
    for holder, key in ((first, "locator"), (value, "clause"), (value, "locator")):
        if isinstance(holder, Mapping) and isinstance(holder.get(key), str):
            return str(holder[key])
    return None


def _paths(value: Any, path: Path_) -> Iterator[Path_]:
    if path and path != ("id",):
        yield path
    inner = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, item in inner:
        yield from _paths(item, (*path, str(key)))
