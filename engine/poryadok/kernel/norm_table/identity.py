"""Telling what many profiles share: layers are merged by sharing, so the same norms are the same objects."""

from poryadok.norms.model import Norm

__all__ = ["SameNorms"]


class SameNorms:
    """Numbers tuples of norms: the same objects in the same order have one number."""

    def __init__(self) -> None:
        # with the tuples: an identity is only good as long as its object lives
        self._tuples: dict[int, tuple[tuple[Norm, ...], int]] = {}
        self._numbers: dict[tuple[int, ...], int] = {}

    def number(self, norms: tuple[Norm, ...]) -> int:
        """The number of these norms."""
        known = self._tuples.get(id(norms))
        if known is None:
            number = self._numbers.setdefault(tuple(map(id, norms)), len(self._numbers))
            known = self._tuples[id(norms)] = norms, number
        return known[1]
