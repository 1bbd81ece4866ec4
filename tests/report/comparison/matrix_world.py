"""Five invented municipalities: another term in one, a missing annex, a missing norm, another standing."""

import copy
from typing import Any

from poryadok.compare.distance import nearest
from poryadok.compare.matrix import Matrix, matrix
from poryadok.compare.model import Operand
from report.comparison.comparison_world import DOC_A, DOC_B, operand

__all__ = ["FIVE", "many", "ranked", "whole"]


def _docs() -> list[dict[str, Any]]:
    first, third, fourth = (copy.deepcopy(DOC_A) for _ in range(3))
    second = copy.deepcopy(DOC_B)  # two hours, and no comment.relay
    second["defects"]["missing-annex"]["hides"] = ["comment.relay"]
    del third["norms"]["comment.relay"]
    fourth["sectors"]["roads"]["standing"] = "additional"
    fourth["norms"]["site.keep"]["bearer"] = "office"
    return [first, second, third, fourth, copy.deepcopy(DOC_A)]


FIVE: list[Operand] = [
    operand(name, doc)
    for name, doc in zip(("first", "second", "third", "fourth", "fifth"), _docs(), strict=True)
]


def whole() -> Matrix:
    """All rows of the five."""
    return matrix(FIVE)


def many(count: int) -> Matrix:
    """The five over and over under names of their own."""
    docs = _docs()
    return matrix([operand(f"town-{number}", docs[number % 5]) for number in range(count)])


def ranked() -> tuple[Any, ...]:
    """The first of the five, the others by their distance to it."""
    return FIVE[0], nearest(FIVE[0], FIVE[1:])
