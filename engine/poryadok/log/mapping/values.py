"""Single values: translations by table, numbers as exports write them. Used in bulk on distinct texts."""

import re
from typing import Final

from poryadok.log.mapping.model import Table
from poryadok.log.mapping.text import fold

__all__ = ["number_text", "translated"]

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")


def translated(table: Table, text: str) -> tuple[str | None, bool]:
    """The value for a text (None leaves the field out), and whether the table can say it."""
    found = table.values.get(fold(text))
    if found is not None:
        return found, True
    if table.otherwise == "keep":
        return text, True
    if table.otherwise == "default":
        return table.default, True
    return None, table.otherwise == "empty"


def number_text(text: str) -> str | None:
    """A number as JSON writes it: «1 234,50» is 1234.5; None for what is no number."""
    plain = text.replace(" ", "").replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    whole, _, rest = plain.replace(",", ".").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    rest = rest.rstrip("0")
    value = (digits.lstrip("0") or "0") + (f".{rest}" if rest else "")
    return sign + value if value != "0" else value
