"""A ranking by distance in words: what every form of ``compare --nearest`` says of it."""

from collections.abc import Sequence
from typing import Final

from poryadok.compare.distance import Ranked
from poryadok.compare.model import Operand
from poryadok.report.words import printable

__all__ = ["HEAD", "MEANING", "SHARES", "ranking_rows", "ranking_title"]

HEAD: Final = ("Место", "Профиль", "Муниципалитет", "Расстояние", "Различий")
SHARES: Final = (8, 22, 40, 15, 15)
"""The columns' parts of the width."""
MEANING: Final = (
    "Расстояние — доля положений, в которых два профиля расходятся, среди всех, что есть хотя бы в одном: "
    "0 — право одинаково, 1 — общего нет."
)


def ranking_title(target: Operand) -> str:
    """«Кто ближе к kuzhmara»."""
    return f"Кто ближе всего: {printable(target.label)}"


def ranking_rows(ranking: Sequence[Ranked]) -> list[tuple[str, ...]]:
    """A row for each profile, the nearest first; equally near ones share their place."""
    rows: list[tuple[str, ...]] = []
    place = 0
    for number, one in enumerate(ranking, 1):
        if number == 1 or one.distance.ratio != ranking[number - 2].distance.ratio:
            place = number
        title = (one.operand.doc.get("municipality") or {}).get("name") or one.operand.id
        ratio = f"{float(one.distance.ratio):.3f}".replace(".", ",")
        counted = f"{one.distance.differing} из {one.distance.compared}"
        rows.append((str(place), printable(one.operand.label), printable(str(title)), ratio, counted))
    return rows
