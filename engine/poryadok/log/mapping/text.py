"""Cells and headers as text: cleaned for reading, folded for comparing; errors of spreadsheets."""

import re
import unicodedata
from typing import Final

import polars as pl

__all__ = ["ERRORS", "GARBLED", "clean", "clean_cells", "fold", "fold_header", "is_error", "is_personal"]

_SPACES: Final = (
    "[\\t\\n\\x0b\\x0c\\r \\x85\\x{a0}\\x{1680}\\x{2000}-\\x{200b}\\x{2028}\\x{2029}"
    "\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+"
)
"""White space for the regular expressions of Polars; `str.isspace` and `\\s` of each side differ."""
_SPACES_ONE: Final = re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), _SPACES))

_GROUPED: Final = r"^[ \x{a0}\x{202f}]*([0-9]{1,3}(?:[\x{a0}\x{202f}][0-9]{3})+)[ \x{a0}\x{202f}]*$"
"""A whole number as a spreadsheet shows it, in groups of three: 1 002 with an unbreakable space is 1002."""
_GROUPED_ONE: Final = re.compile(
    re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), _GROUPED)
)

GARBLED: Final = "\ufffd"
"""Stands where bytes were no text of the file's encoding."""

ERRORS: Final = r"^#(?:[A-ZА-Я0-9/_]+[!?]?|#+)$"
"""What a spreadsheet shows in place of a value: #N/A, #Н/Д, #REF!, #ССЫЛКА!, #DIV/0!, ######."""
_ERRORS_ONE: Final = re.compile(ERRORS)

_PERSONAL: Final = re.compile(
    r"фио|ф\.\s?и\.\s?о|фамил|имя|отчеств|заявител|автор|гражданин|телефон|(?:^|\W)тел\b|e-?mail|эл\.?\s?почт|"
    r"электронн\w+ (?:почт|адрес)|(?<!пере)адрес|паспорт|снилс|инн\b|дат\w+ рожд|день рожд|аккаунт|профиль|"
    r"страниц\w+ автор|текст|содержан|суть|сообщени\w+ (?:автор|заявител)|исполнитель|ответственн|ссылк"
)


def clean(text: str) -> str:
    """One cell: every run of white space, unbreakable and invisible too, is one space; none at the ends."""
    if _GROUPED_ONE.fullmatch(text):
        return re.sub("[ \u00a0\u202f]", "", text)
    return _SPACES_ONE.sub(" ", text).strip(" ")


def clean_cells(column: pl.Expr) -> pl.Expr:
    """The same for a column; a cell without text becomes null."""
    spaced = column.str.replace_all(_SPACES, " ").str.strip_chars(" ")
    grouped = column.str.replace_all("[ \\x{a0}\\x{202f}]", "")
    cleaned = pl.when(column.str.contains(_GROUPED)).then(grouped).otherwise(spaced)
    return pl.when(cleaned != "").then(cleaned)


def fold(text: str) -> str:
    """Text as it is compared: NFKC, small letters, е for ё, single spaces."""
    return clean(unicodedata.normalize("NFKC", clean(text))).lower().replace("ё", "е")


def fold_header(text: str) -> str:
    """A header as it is compared: without the marks that forms put behind it."""
    return fold(text).rstrip(" :*.")


def is_error(text: str) -> bool:
    """Tell whether a cell holds an error of the spreadsheet in place of a value."""
    return _ERRORS_ONE.fullmatch(text) is not None and not text.endswith("\n")


def is_personal(header: str) -> bool:
    """Tell whether a column is likely to name people or to quote them; its cells are never shown."""
    return _PERSONAL.search(fold(header)) is not None
