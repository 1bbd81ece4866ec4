"""DOCX files: landscape pages with tables whose head repeats; the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from poryadok.report.words import printable

__all__ = ["Cell", "WordFile"]

Cell = str | Sequence[str]
"""One paragraph, or several."""

_FONT = "Times New Roman"
_WIDTH_CM = 29.7 - 2 * 1.5
_EPOCH = (1980, 1, 1, 0, 0, 0)


class WordFile:
    """A document in Russian on A4 landscape, filled from top to bottom."""

    def __init__(self, title: str) -> None:
        self._document: Any = docx.Document()
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(1.5)
        self._styles()
        self._properties(title)
        self.heading(title, 1)

    def _styles(self) -> None:
        styles = self._document.styles
        for name, size, space in (("Normal", 10, 3), ("Heading 1", 14, 6), ("Heading 2", 12, 6)):
            style = styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            style.paragraph_format.space_after = Pt(space)
            style.paragraph_format.space_before = Pt(0 if name != "Heading 2" else 10)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), _FONT)
            if name != "Normal":
                style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = defaults.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            defaults.append(language)
        language.set(qn("w:val"), "ru-RU")

    def _properties(self, title: str) -> None:
        """No clock: a document says what it is, not when it was made."""
        core = self._document.core_properties
        core.title, core.author, core.language, core.comments = printable(title), "poryadok", "ru-RU", ""
        for element in list(core._element):
            if element.tag.endswith(("}created", "}modified")):
                core._element.remove(element)

    def heading(self, text: str, level: int = 2) -> None:
        """A heading."""
        self._document.add_heading(printable(text), level)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """A paragraph."""
        self._document.add_paragraph().add_run(printable(text)).bold = bold

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]) -> Any:
        """A table over the whole width, ``shares`` being the columns' parts of it: python-docx's."""
        table = self._document.add_table(rows=1 + len(rows), cols=len(head))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = [Cm(_WIDTH_CM * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, (row, cells) in enumerate(zip(table.rows, [head, *rows], strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, content, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                self._fill(cell, [content] if isinstance(content, str) else list(content), head=number == 0)
        self._document.add_paragraph()
        return table

    def _fill(self, cell: Any, parts: Sequence[str], *, head: bool) -> None:
        for number, part in enumerate(parts):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(printable(part))
            run.bold, run.font.size = head, Pt(9)
        if head:
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
                shade.set(qn(f"w:{key}"), value)
            cell._tc.get_or_add_tcPr().append(shade)

    def saved(self) -> bytes:
        """The file; python-docx stamps the time into the archive, so it is packed again."""
        raw, packed = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return packed.getvalue()
