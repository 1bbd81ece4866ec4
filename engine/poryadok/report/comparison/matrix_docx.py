"""A matrix as a DOCX file on landscape pages. Needs the extra ``docx``."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from poryadok.compare.distance import Ranked
from poryadok.compare.matrix import Matrix
from poryadok.compare.model import Diff, Operand
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison import diff_docx, ranking
from poryadok.report.comparison.matrix_view import (
    LEGEND,
    OUTLYING,
    Entry,
    Line,
    MatrixView,
    Said,
    grouped,
    matrix_view,
)
from poryadok.report.comparison.view import view_of
from poryadok.report.comparison.word_file import Cell, WordFile

__all__ = ["COLUMNS", "render", "render_nearest"]

COLUMNS: Final = 7
"""More profiles than this do not fit beside each other on a landscape page."""


def render(matrix: Matrix, vocabulary: Vocabulary) -> bytes:
    """The document; the same matrix gives the same bytes."""
    view = matrix_view(matrix, vocabulary)
    wide = len(view.heads) > COLUMNS
    word = WordFile(f"Сравнение актов: {view.places}")
    for head in view.heads:
        word.paragraph(f"{head.label} — {head.title}; {head.force}.")
    word.paragraph(view.summary, bold=True)
    word.paragraph(
        "; ".join(f"«{said}» — {meant}" for said, meant in LEGEND) + f"; «{OUTLYING[0]}» — {OUTLYING[1]}."
    )
    for _, title, entries in view.sections:
        word.heading(title)
        if wide:
            heads = ("Понятие", "Значение", "Сколько", "У кого")
            word.table(heads, list(_values(entries, view)), (30, 24, 7, 39))
            continue
        lines = [(entry, line) for entry in entries for line in entry.lines]
        rows = [(_name(*one), *map(_cell, one[1].cells)) for one in lines]
        shares = (30, *(70 / len(view.heads) for _ in view.heads))
        table = word.table(("Понятие", *(one.label for one in view.heads)), rows, shares)
        for row, (_, line) in zip(table.rows[1:], lines, strict=True):
            _merge(row, line.cells)
    if view.gaps:
        word.heading("Акт отсылает, текста нет")
        for label, clause, note in view.gaps:
            word.paragraph(f"{label}, {clause}: {note}")
    return word.saved()


def render_nearest(target: Operand, ranked: Sequence[Ranked], diff: Diff, vocabulary: Vocabulary) -> bytes:
    """The document of a ranking, and of what differs between ``target`` and the nearest."""
    word = WordFile(ranking.ranking_title(target))
    word.table(ranking.HEAD, ranking.ranking_rows(ranked), ranking.SHARES)
    word.paragraph(ranking.MEANING)
    view = view_of(diff, vocabulary)
    word.heading(f"Чем отличается ближайший: {view.heads[1].title or view.heads[1].label}")
    diff_docx.add(word, view)
    return word.saved()


def _merge(row: Any, cells: Sequence[Said]) -> None:
    """Make one cell of equal neighbours: the first stands for them, as wide as they were."""
    elements = row._tr.tc_lst[1:]
    for _, run in groupby(range(len(cells)), key=lambda at: (cells[at].state, cells[at].variant)):
        first, *rest = (elements[at] for at in run)
        for one in rest:
            first.width += one.width
            row._tr.remove(one)
        first.grid_span = 1 + len(rest)


def _values(entries: Sequence[Entry], view: MatrixView) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        for line in entry.lines:
            for place, group in enumerate(grouped(line, view.heads)):
                names = group.listed(rest=place == 0 and len(line.variants) > 1)
                said = [group.text, f"({OUTLYING[0]})"] if group.outlier else group.text
                yield (_name(entry, line) if place == 0 else "", said, str(len(group.names)), names)


def _name(entry: Entry, line: Line) -> Cell:
    return [entry.title, entry.id] if line is entry.own else f"– {line.label}"


def _cell(cell: Said) -> Cell:
    if cell.state == "none":
        return "·"
    return [cell.text, f"({OUTLYING[0]})"] if cell.outlier else cell.text
