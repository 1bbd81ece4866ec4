"""Bounds: what a layer allows other layers to make of a value."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.norms.holes import is_hole
from poryadok.norms.layers import Layer, lookup, same
from poryadok.norms.origins import Origins

__all__ = ["check_bounds"]

Path_ = tuple[str, ...]


def check_bounds(
    doc: Mapping[str, Any],
    origins: Origins,
    layers: Sequence[Layer],
    written: Mapping[str, Mapping[str, Any]],
) -> list[Finding]:
    """Compare each bounded value with its bound.

    ``written`` gives, for each layer's file, the document up to and including that layer: the value that
    ``only: shorter`` and ``only: longer`` compare with. Readings and exceptions of a bounded norm are held
    to the bound as well.
    """
    found: list[Finding] = []
    for layer in layers:
        for key, bound in layer.bounds.items():
            if not isinstance(bound, Mapping):
                continue
            path = tuple(key.split("/"))
            mark = layer.span(("bounds", key), key=True)
            base = lookup(written[layer.file], path)
            if not _value(base):
                found.append(Finding("bounds.nothing", "critical", ("bounds", key), (mark,), {"key": key}))
                continue
            for place, value in _values(doc, path):
                broken = _broken(value, base, bound)
                if broken:
                    origin = origins.layer(place)
                    args = {
                        "value": str(value),
                        "layer": layer.id,
                        "setter": origin.id if origin else "—",
                        "reason": str(bound.get("reason", "—")),
                        "bound": broken[0],
                        "limit": broken[1],
                    }
                    spans = (origins.span(place), mark)
                    found.append(Finding("bounds.outside", "critical", place, spans, args))
            if len(path) > 2 and isinstance(lookup(doc, path[:2]), Mapping) and not _held(doc, path):
                found.append(_gone(path, layer, mark, origins))
    return found


def _gone(path: Path_, layer: Layer, mark: Span, origins: Origins) -> Finding:
    args = {"key": "/".join(path), "layer": layer.id}
    return Finding("bounds.value-gone", "critical", path, (origins.span(path, key=True), mark), args)


def _value(value: Any) -> bool:
    return isinstance(value, str | int | float | list)


def _held(doc: Mapping[str, Any], path: Path_) -> bool:
    """Tell whether there is a value to bound, or one that is still to be decided."""
    return _value(lookup(doc, path)) or any(
        is_hole(lookup(doc, path[:end])) for end in range(3, len(path) + 1)
    )


def _values(doc: Mapping[str, Any], path: Path_) -> Iterator[tuple[Path_, Any]]:
    """The value itself, and what the norm's exceptions and readings put in its place."""
    places = [path]
    if path[0] == "norms" and len(path) > 2:
        norm, rest = lookup(doc, path[:2]), path[2:]
        if isinstance(norm, Mapping):
            for key in norm.get("exceptions") or {}:
                places.append((*path[:2], "exceptions", key, "patch", *rest))
            for question in norm.get("readings") or {}:
                for holder in ((*path[:2], "readings", question), ("readings", question)):
                    for answer in _keys(lookup(doc, (*holder, "alternatives"))):
                        places.append((*holder, "alternatives", answer, "patch", *rest))
    for place in places:
        value = lookup(doc, place)
        if _value(value):
            yield place, value


def _keys(value: Any) -> list[str]:
    return list(value) if isinstance(value, Mapping) else []


def _broken(value: Any, base: Any, bound: Mapping[str, Any]) -> tuple[str, str] | None:
    """Which part of the bound the value breaks, and its limit."""
    allowed = bound.get("one_of")
    if isinstance(allowed, list) and not any(same(value, one) for one in allowed):
        return "one_of", ", ".join(map(str, allowed))
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    low, high, only = bound.get("min"), bound.get("max"), bound.get("only")
    if low is None and high is None and only is None:
        return None
    if number is None or (only is not None and not isinstance(base, int | float)):
        return "number", ""
    for part, limit, wrong in (
        ("min", low, low is not None and number < low),
        ("max", high, high is not None and number > high),
        ("shorter", base, only == "shorter" and number > base),
        ("longer", base, only == "longer" and number < base),
    ):
        if wrong:
            return part, str(limit)
    return None
