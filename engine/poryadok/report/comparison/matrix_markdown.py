"""A matrix in Markdown: a table of profiles where they are few, otherwise of values and who has them."""

from collections.abc import Iterator, Sequence
from typing import Final

from poryadok.compare.distance import Ranked
from poryadok.compare.matrix import Matrix
from poryadok.compare.model import Diff, Operand
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison import diff_markdown, ranking
from poryadok.report.comparison.diff_markdown import escaped
from poryadok.report.comparison.matrix_view import LEGEND, Entry, Line, MatrixView, Said, grouped, matrix_view

__all__ = ["COLUMNS", "render", "render_nearest"]

COLUMNS: Final = 8
"""More profiles than this do not fit beside each other on a page."""

_OUTLIER: Final = " **(выбивается)**"


def render(matrix: Matrix, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of the document."""
    view = matrix_view(matrix, vocabulary)
    wide = len(view.heads) > COLUMNS
    named = ", ".join(escaped(head.label) for head in view.heads[:COLUMNS])
    yield f"## Сравнение: {named}" + (" и другие" if wide else "")
    yield ""
    for head in view.heads:
        yield f"- **{escaped(head.label)}** — {escaped(head.title)}; {escaped(head.force)}"
    yield ""
    yield escaped(f"{view.places}: {view.summary}")
    if wide:
        yield ""
        yield f"Профилей {len(view.heads)}: вместо столбцов названо, у кого что."
    for section, title, entries in view.sections:
        yield ""
        yield f"### {title}"
        if section == "norms":
            yield ""
            yield "; ".join(f"«{escaped(word)}» — {escaped(said)}" for word, said in LEGEND) + "."
        yield ""
        yield from _values(entries, view) if wide else _columns(entries, view)
    if view.gaps:
        yield ""
        yield "### Акт отсылает, текста нет"
        yield ""
        for label, clause, note in view.gaps:
            yield f"- **{escaped(label)}**, {escaped(clause)}: {escaped(note)}"


def render_nearest(
    target: Operand, ranked: Sequence[Ranked], diff: Diff, vocabulary: Vocabulary
) -> Iterator[str]:
    """The ranking, then what differs between ``target`` and the nearest."""
    yield f"## {escaped(ranking.ranking_title(target))}"
    yield ""
    yield from _head(ranking.HEAD)
    for row in ranking.ranking_rows(ranked):
        yield _row([escaped(cell) for cell in row])
    yield ""
    yield ranking.MEANING
    yield ""
    yield from diff_markdown.render(diff, vocabulary)


def _columns(entries: Sequence[Entry], view: MatrixView) -> Iterator[str]:
    yield from _head(["Понятие", *(escaped(head.label) for head in view.heads)])
    for entry in entries:
        for line in entry.lines:
            yield _row([_name(entry, line), *map(_cell, line.cells)])


def _values(entries: Sequence[Entry], view: MatrixView) -> Iterator[str]:
    yield from _head(["Понятие", "Значение", "Сколько", "У кого"])
    for entry in entries:
        for line in entry.lines:
            name = _name(entry, line)
            for place, group in enumerate(grouped(line, view.heads)):
                names = group.listed(rest=place == 0 and len(line.variants) > 1)
                said = escaped(group.text) + (_OUTLIER if group.outlier else "")
                yield _row([name if place == 0 else "", said, str(len(group.names)), escaped(names)])


def _name(entry: Entry, line: Line) -> str:
    return (
        f"**{escaped(entry.title)}** {escaped(entry.id)}" if line is entry.own else f"– {escaped(line.label)}"
    )


def _cell(cell: Said) -> str:
    if cell.state == "none":
        return "·"
    return escaped(cell.text) + (_OUTLIER if cell.outlier else "")


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield f"|{' --- |' * len(cells)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
