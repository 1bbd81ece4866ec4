"""How much of a profile is decided: the values that are written against those that are still holes."""

from dataclasses import dataclass

from poryadok.findings import Span
from poryadok.norms.holes import Hole, leaves_of
from poryadok.norms.resolved import Resolved

__all__ = ["Progress", "progress_of"]

_OWN = frozenset({"municipality", "amendment", "decision"})


@dataclass(frozen=True, slots=True)
class Progress:
    """``decided`` counts the values in the profile's own files, ``open`` lists all holes and their places."""

    decided: int
    open: tuple[tuple[Hole, Span], ...]

    @property
    def total(self) -> int:
        """Decided and open values together."""
        return self.decided + len(self.open)

    @property
    def percent(self) -> int:
        """The decided part, rounded half up; 100 only when nothing is open."""
        if not self.open:
            return 100
        return min(99, (200 * self.decided + self.total) // (2 * self.total))


def progress_of(resolved: Resolved) -> Progress:
    """Count the values of a profile in all its versions; a list counts as one value."""
    own = {
        layer.file: layer for one in resolved.versions for layer in one.origins.layers if layer.rank in _OWN
    }
    holes = {
        (span, hole.path): (hole, span)
        for version in resolved.versions
        for hole in version.holes
        for span in (version.origins.span(hole.path),)
    }
    written = sum(1 for layer in own.values() for _ in leaves_of(layer.content))
    inside = sum(len(layer.holes) for layer in own.values())
    return Progress(written - inside, tuple(holes[key] for key in sorted(holes)))
