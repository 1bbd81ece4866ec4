"""Open values of a profile: each is told of; those without which no day can be counted make it unfit."""

from collections.abc import Mapping, Sequence
from typing import Any

from poryadok.findings import Finding
from poryadok.norms.holes import NEEDED, Hole
from poryadok.norms.layers import Layer, lookup
from poryadok.norms.resolved import VersionDoc

__all__ = ["open_holes", "open_values"]


def open_holes(doc: Mapping[str, Any], layers: Sequence[Layer]) -> tuple[Hole, ...]:
    """The holes of the layers that no other layer has filled, sorted by path."""
    found = {
        hole.path: hole
        for layer in layers
        for hole in layer.holes
        # a hole is laid as the very object that the layer holds
        if lookup(doc, hole.path) is lookup(layer.content, hole.path)
    }
    return tuple(found[path] for path in sorted(found))


def open_values(version: VersionDoc) -> list[Finding]:
    """A finding for each open value of a version."""
    return [
        Finding(
            "hole.needed" if hole.path in NEEDED else "hole.open",
            "critical" if hole.path in NEEDED else "low",
            hole.path,
            (version.origins.span(hole.path),),
            {"decide": hole.type, "note": hole.note or "—"},
        )
        for hole in version.holes
    ]
