"""Rows of tables: a drawn table, a table cut with tabs, or a list of lines without any."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from poryadok.onboard.act.marks import ended
from poryadok.onboard.act.model import Paragraph

__all__ = ["Row", "is_header", "rows_of"]

_NUMBER = re.compile(r"(\d{1,4})\.?\)?")
_ORDER = re.compile(r"(?:№|n)(?:\s*п/п)?|п/п", re.IGNORECASE)
_COLUMN = re.compile(
    r"должность.*|фио|ф\.\s?и\.\s?о\.?|роль.*|наименование.*|фамилия, имя, отчество|контакт.*|"
    r"телефон.*|примечание",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """``number`` is for the locator (empty for a row that is a heading), ``printed`` stands in the text."""

    number: str
    text: str
    line: int
    printed: str = ""


def is_header(one: Paragraph) -> bool:
    """A row that names the columns or a group of rows, or that only numbers the columns."""
    cells = [cell for cell in one.cells if cell]
    if not cells:
        return True
    if len(cells) == 1:
        return ended(cells[0], ":")
    if all(cell.isdigit() for cell in cells):
        return [int(cell) for cell in cells] == list(range(int(cells[0]), int(cells[0]) + len(cells)))
    return _ORDER.fullmatch(cells[0]) is not None or all(_COLUMN.fullmatch(cell) for cell in cells)


def rows_of(body: Sequence[Paragraph]) -> list[Row]:
    """The rows of one table. A row without a number belongs to the row before, if rows have numbers."""
    content = [one for one in body if any(one.cells)]
    numbered = any(_NUMBER.fullmatch(one.cells[0]) for one in content if not is_header(one))
    rows: list[Row] = []
    count = 0
    for one in content:
        own = _NUMBER.fullmatch(one.cells[0])
        if is_header(one):
            rows.append(Row("", " ".join(cell for cell in one.cells if cell), one.line))
        elif not numbered:
            count += 1
            rows.append(Row(str(count), _text(one.cells), one.line))
        elif own is not None:
            rows.append(Row(own[1], _text(one.cells[1:]), one.line, one.cells[0]))
        else:
            before = next((at for at in range(len(rows) - 1, -1, -1) if rows[at].number), None)
            if before is None:
                rows.append(Row("", _text(one.cells), one.line))
            else:
                rows[before] = rows[before]._replace(text=f"{rows[before].text} {_text(one.cells)}".strip())
    return rows


def _text(cells: Sequence[str]) -> str:
    return " ".join(cell for cell in cells if cell)
