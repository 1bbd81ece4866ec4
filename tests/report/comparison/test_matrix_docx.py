"""The DOCX file of a matrix: landscape, equal neighbours as one cell, the same bytes again."""

import io
import shutil
import subprocess

import docx
import pytest

from poryadok.compare.differences import diff
from poryadok.report.comparison import matrix_docx
from report.comparison.comparison_world import VOCABULARY
from report.comparison.matrix_world import many, ranked, whole


def opened(body):
    return docx.Document(io.BytesIO(body))


def texts(table):
    """Each row as its real cells: text and how many columns it spans."""
    return [
        [
            ("\n".join(one.text for one in docx.table._Cell(tc, table).paragraphs), tc.grid_span)
            for tc in row._tr.tc_lst
        ]
        for row in table.rows
    ]


def test_the_table():
    document = opened(matrix_docx.render(whole().differing, VOCABULARY))
    section = document.sections[0]
    assert section.page_width > section.page_height
    norms, sectors = map(texts, document.tables)
    head = ["Понятие", "first", "second", "third", "fourth", "fifth"]
    assert [text for text, _ in norms[0]] == [text for text, _ in sectors[0]] == head
    assert norms[2] == [("– Срок", 1), ("3 часа", 1), ("2 часа\n(выбивается)", 1), ("3 часа", 3)]
    assert norms[3] == [
        ("Передать комментарий\ncomment.relay", 1),
        ("не вычисляется", 1),
        ("акт отсылает, текста нет", 1),
        ("нормы нет", 1),
        ("не вычисляется", 2),
    ]
    assert all(sum(span for _, span in row) == 6 for row in (*norms, *sectors))
    said = "\n".join(one.text for one in document.paragraphs)
    assert "second, п. 7: Приложения в тексте нет." in said


def test_many_are_listed():
    document = opened(matrix_docx.render(many(8).differing, VOCABULARY))
    rows = texts(document.tables[0])
    assert [text for text, _ in rows[0]] == ["Понятие", "Значение", "Сколько", "У кого"]
    # towns 1 and 6 of eight
    assert [text for text, _ in rows[3]] == ["", "2 часа\n(выбивается)", "2", "town-1, town-6"]


def test_the_same_bytes_again():
    first, second = (matrix_docx.render(whole(), VOCABULARY) for _ in range(2))
    assert first == second


def test_the_ranking():
    target, ranking = ranked()
    compared = diff(target, ranking[-1].operand)
    document = opened(matrix_docx.render_nearest(target, ranking, compared, VOCABULARY))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["Место", "Профиль", "Муниципалитет", "Расстояние", "Различий"]
    assert [row[1] for row in rows[1:]] == [one.operand.label for one in ranking]
    assert rows[1][3] == "0,000"
    assert len(document.tables) > 1


@pytest.mark.slow
def test_libreoffice_opens_it(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("нет LibreOffice (soffice)")
    path = tmp_path / "matrix.docx"
    path.write_bytes(matrix_docx.render(whole().differing, VOCABULARY))
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    said = " ".join(path.with_suffix(".txt").read_text("utf-8-sig").split())
    for word in ("Понятие", "2 часа", "(выбивается)", "акт отсылает, текста нет", "fifth"):
        assert word in said
