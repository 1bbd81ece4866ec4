"""The lines of a Word document: paragraphs with their automatic numbers, rows of tables.

Imported only when such a file is read: python-docx takes its time.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from poryadok.onboard.act.model import Line
from poryadok.onboard.act.word_numbers import Numbers

__all__ = ["NotWord", "document_lines"]

_MAX_UNPACKED = 512 * 1024 * 1024
_SKIPPED = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:rPr", "w:footnoteReference")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class NotWord(Exception):
    """The bytes are no Word document; the text says why, in a few words for people."""


def document_lines(raw: bytes) -> list[Line]:
    """A line for each paragraph (a line break inside makes two) and each row. Raises NotWord."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            if sum(one.file_size for one in package.infolist()) > _MAX_UNPACKED:
                raise NotWord("слишком большое содержимое")
        document: Any = Document(io.BytesIO(raw))
        return list(_lines(document))
    except NotWord:
        raise
    except zipfile.BadZipFile:
        raise NotWord("это не архив docx") from None
    except Exception as error:  # the library raises what its parts raise: KeyError, ValueError, lxml's own
        raise NotWord(type(error).__name__) from None


def _lines(document: Any) -> Iterator[Line]:
    numbers = Numbers(document)
    count = 0
    for element in _content(document.element.body):
        if element.tag == qn("w:p"):
            number = numbers.number(element)
            texts = _text(element).split("\n")
            bold = _is_bold(element)
            for index, text in enumerate(texts):
                count += 1
                shown = f"{number} {text}" if number and index == 0 and text.strip() else text
                yield Line(count, shown, (), index == 0, bold)
        else:
            for row in element.iterchildren(qn("w:tr")):
                count += 1
                cells = tuple(_cell(cell, numbers) for cell in row.iter(qn("w:tc")))
                yield Line(count, " ".join(cells), cells, False)


def _content(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, content controls opened."""
    for element in parent.iterchildren():
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _content(element)


def _cell(cell: Any, numbers: Numbers) -> str:
    texts = []
    for one in cell.iterchildren(qn("w:p")):
        number, text = numbers.number(one), _text(one).replace("\n", " ")
        texts.append(f"{number} {text}".strip())
    return " ".join(text for text in texts if text)


def _text(element: Any) -> str:
    """The text as it reads with all changes accepted."""
    pieces: list[str] = []
    for one in element.iterchildren():
        if one.tag in _SKIPPED or one.tag == _FALLBACK:
            continue
        if one.tag == qn("w:t"):
            pieces.append(one.text or "")
        elif one.tag == qn("w:tab"):
            pieces.append(" ")
        elif one.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
        elif one.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        else:
            pieces.append(_text(one))
    return "".join(pieces)


def _is_bold(element: Any) -> bool:
    """Tell whether each run with words is bold."""
    runs = [run for run in element.iter(qn("w:r")) if "".join(run.itertext()).strip()]
    return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _on(flag: Any) -> bool:
    return flag is not None and flag.get(qn("w:val"), "1") not in ("0", "false", "off")
