"""The DOCX file, read again by python-docx."""

import io
import zipfile

import docx

from poryadok.report.comparison.diff_docx import HEAD, render, render_many
from report.comparison.comparison_world import VOCABULARY, change, sample, tiny


def opened(body):
    return docx.Document(io.BytesIO(body))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_table_of_the_issue():
    document = opened(render(sample(), VOCABULARY))
    table = cells(document.tables[0])
    assert table[0] == list(HEAD)
    assert HEAD == ("Норма", "Пункт A", "Пункт B", "Было (A)", "Стало (B)", "Направление", "Последствие")
    assert len(table) == 1 + 6
    assert table[2] == [
        "Проект комментария\nСрок",
        "п. 1",
        "п. 2",
        "3 часа",
        "2 часа",
        "строже",
        "сведения получены в пятницу 14.06.2024 18:10; проект направлен в пятницу 14.06.2024 21:00:\n"
        "по A срок 14.06.2024 21:10, исполнено в срок\n"
        "по B срок 14.06.2024 20:10, исполнено с нарушением срока",
    ]
    assert table[1][4] == "Специалист <script>alert(1)</script> & «Ко» | отдел"
    assert table[3][4] == "акт отсылает, текста нет"
    assert table[4][6] == "—"


def test_gaps_log_and_parameters_follow():
    document = opened(render(sample(), VOCABULARY))
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs[0] == "Сравнение: Первое поселение и Второй округ"
    assert "B: п. 7 — Приложения в тексте нет. Из-за этого нет норм: Передать комментарий." in paragraphs
    assert cells(document.tables[1])[1][0] == "first/comment.draft/7"
    assert cells(document.tables[2])[1:] == [
        ["Название", "Первое поселение", "Второй округ"],
        ["Вид муниципалитета", "сельское поселение", "городской округ"],
    ]


def test_pages_lie_across_heads_repeat_and_the_language_is_russian():
    body = render(sample(), VOCABULARY)
    document = opened(body)
    section = document.sections[0]
    assert section.page_width > section.page_height
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        text, styles = packed.read("word/document.xml").decode(), packed.read("word/styles.xml").decode()
        core = packed.read("docProps/core.xml").decode()
    assert text.count("<w:tblHeader/>") == len(document.tables) == 3
    assert '<w:lang w:val="ru-RU"' in styles
    assert "<dc:language>ru-RU</dc:language>" in core
    assert "created" not in core and "modified" not in core


def test_the_same_comparison_gives_the_same_bytes():
    assert render(sample(), VOCABULARY) == render(sample(), VOCABULARY)


def test_what_xml_cannot_hold_is_left_out():
    document = opened(
        render(tiny(change("norms/site.keep/bearer", "redefined", "a\x00b\x1b", "cur")), VOCABULARY)
    )
    assert cells(document.tables[0])[1][3] == "a b "


def test_nothing_differs():
    document = opened(render(tiny(), VOCABULARY))
    assert document.tables == []
    assert "Различий в праве нет." in [one.text for one in document.paragraphs]


def test_several_comparisons():
    document = opened(render_many([sample(), tiny()], ["x"], ["y"], VOCABULARY))
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs[:3] == ["Изменения профилей: 2", "Добавлены: x.", "Удалены: y."]
    assert len(document.tables) == 3
