"""Text tables for a terminal: columns in line, nothing cut and nothing wrapped."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, east_asian_width

from poryadok.report.words import printable

__all__ = ["table"]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), indent: str = ""
) -> Iterator[str]:
    """Lines of a table, the heads first; ``right`` names the columns that are set to the right."""
    body = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(heads, *body, strict=True)]
    yield _line(heads, widths, right, indent)
    yield indent + "  ".join("-" * width for width in widths)
    for row in body:
        yield _line(row, widths, right, indent)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int], indent: str) -> str:
    parts = []
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        pad = " " * (width - _width(cell))
        parts.append(pad + cell if number in right else cell + pad)
    return (indent + "  ".join(parts)).rstrip()
