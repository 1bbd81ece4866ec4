"""A matrix as one self-contained page: heads that stay in sight, equal neighbours as one cell, filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from poryadok.compare.distance import Ranked
from poryadok.compare.matrix import Matrix
from poryadok.compare.model import Diff, Operand
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison import ranking
from poryadok.report.comparison.matrix_view import (
    LEGEND,
    OUTLYING,
    Entry,
    Line,
    Said,
    letter,
    matrix_view,
)
from poryadok.report.comparison.page import rendered
from poryadok.report.comparison.view import view_of
from poryadok.report.words import KINDS

__all__ = ["render", "render_nearest"]

_CLAUSES = 3
"""The clauses of more cells than this are not listed in the one cell that stands for them."""
_SEEN = 8
"""A cell that stands for more columns than this tells how many they are."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """Equal cells beside each other; ``mark`` names the value where others stand between its cells.

    ``many``: how many columns there are, where they are too many to be seen at once.
    """

    span: int
    state: str
    text: str
    mark: str
    outlier: bool
    clauses: str
    many: int


def render(matrix: Matrix, vocabulary: Vocabulary, *, every: bool = False) -> bytes:
    """The page of all rows; ``every``: it opens with all of them shown, otherwise with those that differ."""
    view = matrix_view(matrix, vocabulary)
    kinds = {kind for _, _, entries in view.sections for entry in entries for kind in entry.kinds}
    return rendered(
        "matrix.html.j2",
        title=f"Сравнение актов: {view.places}",
        view=view,
        every=every,
        legend=LEGEND,
        outlying=OUTLYING,
        kinds=[(kind, words) for kind, words in KINDS.items() if kind in kinds],
        cells=lambda entry, line: list(_merged(entry, line)),
        total=sum(len(entry.lines) for _, _, entries in view.sections for entry in entries),
    )


def render_nearest(target: Operand, ranked: Sequence[Ranked], diff: Diff, vocabulary: Vocabulary) -> bytes:
    """The page of a ranking, and what differs between ``target`` and the nearest."""
    return rendered(
        "nearest.html.j2",
        title=ranking.ranking_title(target),
        head=ranking.HEAD,
        rows=ranking.ranking_rows(ranked),
        meaning=ranking.MEANING,
        view=view_of(diff, vocabulary),
    )


def _merged(entry: Entry, line: Line) -> Iterator[_Merged]:
    # the clause of the entry is not told again of each field
    told = [one.clause for one in entry.own.cells] if line is not entry.own else [""] * len(line.cells)
    places = zip(line.cells, told, strict=True)
    runs = [list(run) for _, run in groupby(places, key=lambda one: _key(one[0]))]
    variants = [run[0][0].variant for run in runs if run[0][0].variant is not None]
    for run in runs:
        cell = run[0][0]
        scattered = cell.variant is not None and variants.count(cell.variant) > 1
        clauses = list(dict.fromkeys(one.clause for one, above in run if one.clause != above))
        yield _Merged(
            len(run),
            cell.state,
            cell.text,
            letter(cell.variant) if scattered and cell.variant is not None else "",
            cell.outlier,
            "; ".join(clauses) if len(run) <= _CLAUSES else "",
            len(run) if len(run) > _SEEN else 0,
        )


def _key(cell: Said) -> tuple[object, ...]:
    return cell.state, cell.variant, cell.note
