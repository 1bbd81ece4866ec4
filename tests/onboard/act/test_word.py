"""Word documents: the same clauses as from text, with automatic numbers, tables and tracked changes."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from onboard.trace_world import ACTS
from poryadok.onboard.act.read import act_of_lines, read_act
from poryadok.onboard.act.word import NotWord, document_lines

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)"), ("bullet", "·"))


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def clauses(document) -> dict[str, str]:
    return {one.locator: one.text for one in act_of_lines(document_lines(saved(document))).clauses.values()}


def with_numbers(document) -> None:
    """Add list 77: «1.», «1.1.», «а)», a bullet."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def numbered(document, text: str, level: int) -> None:
    one = document.add_paragraph(text)
    one._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in ACTS.glob("*.txt")))
def test_the_same_clauses_as_from_text(name, tmp_path: Path):
    document, table = docx.Document(), None
    for line in (ACTS / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        bars, tabs = line.startswith("|"), "\t" in line.strip()
        if bars and not set(line) - set("|- "):
            continue
        if bars or tabs:
            cells = line.strip("|").split("|") if bars else line.split("\t")
            table = table or document.add_table(0, len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text.strip()
        elif line.strip():
            document.add_paragraph(line)
    path = tmp_path / "act.docx"
    path.write_bytes(saved(document))
    act, findings = read_act(path)
    assert findings == ()
    expected = read_act(ACTS / f"{name}.txt")[0].clauses
    assert {k: v.fingerprint for k, v in act.clauses.items()} == {
        k: v.fingerprint for k, v in expected.items()
    }


def test_automatic_numbers_are_read():
    document = docx.Document()
    with_numbers(document)
    for text, level in (
        ("Общие слова", 0), ("Раз.", 1), ("Два:", 1), ("первое;", 2), ("второе:", 2), ("точка;", 3),
        ("Права", 0), ("Три:", 1), ("снова а.", 2),
    ):  # fmt: skip
        numbered(document, text, level)
    assert clauses(document) == {
        "п. 1.1": "Раз.",
        "п. 1.2 абз. 1": "Два:",
        "п. 1.2 а": "первое;",
        "п. 1.2 б абз. 1": "второе:",
        "п. 1.2 б тире 1": "точка;",
        "п. 2.1 абз. 1": "Три:",
        "п. 2.1 а": "снова а.",
    }


def test_numbers_of_a_style_are_read():
    document = docx.Document()
    document.add_paragraph("Раз.", style="List Number")
    document.add_paragraph("Два:", style="List Number")
    document.add_paragraph("точка.", style="List Bullet")
    assert clauses(document) == {"п. 1": "Раз.", "п. 2 абз. 1": "Два:", "п. 2 тире 1": "точка."}


def test_tracked_changes_are_taken_as_accepted():
    document = docx.Document()
    one = document.add_paragraph("1. Срок ")
    one._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>три</w:delText></w:r></w:del>'))
    one._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>пять дней.</w:t></w:r></w:ins>'))
    assert clauses(document) == {"п. 1": "Срок пять дней."}


def test_merged_cells_are_read_once():
    document = docx.Document()
    document.add_paragraph("Приложение 2")
    document.add_paragraph("Состав группы")
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("1", "Глава", "Куратор"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "2"
    table.rows[1].cells[1].merge(table.rows[1].cells[2]).text = "Врач и член"
    assert clauses(document) == {"прил. 2 стр. 1": "Глава Куратор", "прил. 2 стр. 2": "Врач и член"}


def test_a_line_break_inside_a_paragraph_is_a_line():
    document = docx.Document()
    document.add_paragraph("1. Срок считают\nсо дня письма.\n2. Другое.")
    assert clauses(document) == {"п. 1": "Срок считают со дня письма.", "п. 2": "Другое."}


@pytest.mark.parametrize("raw", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_refused(raw, tmp_path: Path):
    with pytest.raises(NotWord):
        document_lines(raw)
    path = tmp_path / "a.docx"
    path.write_bytes(raw)
    assert [one.rule for one in read_act(path)[1]] == ["act.not-word"]
