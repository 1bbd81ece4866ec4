"""A matrix for the terminal: a table where the columns fit its width, otherwise who says what, row by row."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from poryadok.compare.distance import Ranked
from poryadok.compare.matrix import Matrix
from poryadok.compare.model import Diff, Operand
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison import diff_text, ranking
from poryadok.report.comparison.matrix_view import (
    HIDDEN,
    Entry,
    Line,
    MatrixView,
    Said,
    grouped,
    letter,
    matrix_view,
)
from poryadok.report.table import table
from poryadok.report.words import printable

__all__ = ["WIDTH", "render", "render_nearest"]

WIDTH: Final = 120
"""The width of a text that is not shown on a terminal."""

_LABEL: Final = 34
_SHORT: Final = 14
# longer lists of those who say what most say are named «остальные»
_NAMED: Final = 6
_MARKS: Final = {
    "есть": "есть",
    "не вычисляется": "не выч.",
    "ждёт решения": "ждёт",
    "нормы нет": "нет",
    HIDDEN: "скрыто",
}
_KEY: Final = (
    "есть — норма есть и вычисляется; не выч. — норма есть, но срока и события в ней нет; "
    "ждёт — её срок назначит местное решение; нет — нормы (роли, отрасли …) нет; "
    f"скрыто — {HIDDEN}; · — сравнивать нечего; ! — выбивается: у большинства иначе, и втрое чаще"
)


def render(matrix: Matrix, vocabulary: Vocabulary, width: int = WIDTH) -> Iterator[str]:
    """The lines, none longer than ``width`` but for names that cannot be broken."""
    view = matrix_view(matrix, vocabulary)
    yield from _wrapped(f"{view.places}: {view.summary}", "", width)
    if not view.sections:
        yield "Различий нет."
        return
    widths = [max(len(head.label), _widest(view, place)) for place, head in enumerate(view.heads)]
    fits = 2 + _LABEL + sum(one + 2 for one in widths) <= width
    if fits:
        yield from _wrapped(_KEY, "", width)
    else:
        yield from _wrapped(
            f"Столбцов {len(view.heads)}, в ширину {width} таблица не помещается: под каждой строкой "
            "названо, у кого что («остальные» — из тех, у кого норма, роль или отрасль есть). "
            "Знак ! — выбивается. Вся таблица — с --format html.",
            "",
            width,
        )
    for _, title, entries in view.sections:
        yield ""
        yield _row(title, [head.label for head in view.heads], widths) if fits else title
        if fits:
            yield "-" * len(_row("", ["-" * one for one in widths], widths))
        for entry in entries:
            yield from _entry(entry, view, widths if fits else None, width)
    if view.gaps:
        yield ""
        yield HIDDEN.capitalize()
        for label, clause, note in view.gaps:
            yield from _wrapped(f"  {label}, {clause}: {note}", "    ", width)


def render_nearest(
    target: Operand, ranked: Sequence[Ranked], diff: Diff, vocabulary: Vocabulary
) -> Iterator[str]:
    """The ranking, then what differs between ``target`` and the nearest."""
    yield ranking.ranking_title(target)
    yield ""
    yield from table(ranking.HEAD, ranking.ranking_rows(ranked), right=(0, 3, 4))
    yield ""
    yield from _wrapped(ranking.MEANING, "", WIDTH)
    yield ""
    yield from diff_text.render(diff, vocabulary)


def _widest(view: MatrixView, place: int) -> int:
    """The width that the cells of a column need."""
    lines = (line for _, _, entries in view.sections for entry in entries for line in entry.lines)
    return max((len(_mark(line, line.cells[place])) for line in lines), default=0)


def _entry(entry: Entry, view: MatrixView, widths: Sequence[int] | None, width: int) -> Iterator[str]:
    yield from _wrapped(f"{entry.id} — {entry.title}", "  ", width)
    for line in entry.lines:
        if widths is None:
            yield from _listed(line, view, width)
            continue
        label = wrap(printable(line.label), _LABEL - 1) or [""]
        yield _row(f"  {label[0]}", [_mark(line, cell) for cell in line.cells], widths)
        yield from (f"  {rest}" for rest in label[1:])
        if not _direct(line):
            for number, (text, count, _) in enumerate(line.variants):
                yield from _wrapped(f"      {letter(number)}  {text} ({count})", " " * 9, width)


def _listed(line: Line, view: MatrixView, width: int) -> Iterator[str]:
    yield from _wrapped(f"  {line.label}", "    ", width)
    for place, group in enumerate(grouped(line, view.heads)):
        names = group.listed(rest=place == 0 and len(group.names) > _NAMED and len(line.variants) > 1)
        mark = " !" if group.outlier else ""
        yield from _wrapped(f"    {group.text} ({len(group.names)}){mark}: {names}", "      ", width)


def _direct(line: Line) -> bool:
    """Tell whether all that a row says is short enough for its cells."""
    return all(len(_MARKS.get(text, text)) <= _SHORT for text, _, _ in line.variants)


def _mark(line: Line, cell: Said) -> str:
    if cell.state == "none":
        return "·"
    if cell.state == "absent":
        said = "нет"
    elif cell.variant is not None and not _direct(line):
        said = letter(cell.variant)
    else:
        said = _MARKS.get(cell.text, cell.text)
    return printable(said) + ("!" if cell.outlier else "")


def _row(label: str, cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = (f"{cell:<{one}}" for cell, one in zip(cells, widths, strict=True))
    return f"{label:<{_LABEL + 2}}{'  '.join(parts)}".rstrip()


def _wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    """Break a line at the width; what goes on is indented."""
    text = printable(text)
    lead = text[: len(text) - len(text.lstrip())]
    yield from wrap(
        text.lstrip(),
        max(width, 40),
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
