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
    columns = [
        _column(column, number in right) for number, column in enumerate(zip(heads, *rows, strict=True))
    ]
    lines = (
        f"{indent}{'  '.join(cells)}".rstrip() for cells in zip(*(cells for cells, _ in columns), strict=True)
    )
    yield next(lines)
    yield indent + "  ".join("-" * width for _, width in columns)
    yield from lines


def _column(cells: Sequence[str], right: bool) -> tuple[list[str], int]:
    """The cells of one column, padded, the head first; and how wide they are."""
    head, *body = cells
    whole = "".join(body)
    if not whole.isprintable():
        body = [printable(cell) for cell in body]
    # numbers and ids are plain: their width is their length
    plain = whole.isascii()
    widths = [_width(head), *map(len if plain else _width, body)]
    width = max(widths)
    if plain:
        padded = [cell.rjust(width) if right else cell.ljust(width) for cell in body]
    else:
        padded = [_padded(cell, width - own, right) for cell, own in zip(body, widths[1:], strict=True)]
    return [_padded(head, width - widths[0], right), *padded], width


def _padded(cell: str, missing: int, right: bool) -> str:
    return " " * missing + cell if right else cell + " " * missing
