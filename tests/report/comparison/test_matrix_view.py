"""What a matrix says in words: the same of equal values, whatever each profile calls them."""

import pytest

from compare.pairs import bundled, operand
from poryadok.compare.matrix import matrix
from poryadok.norms.library import Library
from poryadok.report.comparison.matrix_view import HIDDEN, grouped, letter, matrix_view
from poryadok.report.comparison.shared_names import shared_doc
from report.comparison.comparison_world import VOCABULARY
from report.comparison.matrix_world import FIVE, whole


def line_of(view, path):
    entries = [entry for _, _, found in view.sections for entry in found]
    return next(line for entry in entries for line in entry.lines if line.path == path)


def test_the_words_of_a_norm():
    view = matrix_view(whole(), VOCABULARY)
    line = line_of(view, "norms/comment.relay")
    # a standing duty: there, but nothing computes
    assert [cell.text for cell in line.cells] == [
        "не вычисляется", HIDDEN, "нормы нет", "не вычисляется", "не вычисляется",
    ]  # fmt: skip
    assert (line.cells[1].clause, line.cells[1].note) == ("п. 7", "Приложения в тексте нет.")
    assert view.gaps == (("second", "п. 7", "Приложения в тексте нет."),)
    assert [cell.text for cell in line_of(view, "norms/comment.draft").cells] == ["есть"] * 5


def test_the_words_of_a_field():
    line = line_of(matrix_view(whole(), VOCABULARY), "norms/comment.draft/within")
    assert line.label == "Срок"
    # two hours of one against three hours of four
    assert line.variants == (("3 часа", 4, False), ("2 часа", 1, True))
    assert line.outlying


def test_where_nothing_is_compared_nothing_is_said():
    line = line_of(matrix_view(whole(), VOCABULARY), "norms/comment.relay/bearer")
    assert [cell.state for cell in line.cells] == ["value", "none", "none", "value", "value"]
    assert [cell.text for cell in line.cells][1:3] == ["", ""]


def test_the_summary_counts_what_differs():
    # rows: within of comment.draft; comment.relay itself; bearer of site.keep; roads
    # outliers: the two hours, the additional sector, the other bearer; one norm absent, one hidden
    view = matrix_view(whole(), VOCABULARY)
    assert view.places == "5 профилей"
    assert view.summary == (f"4 строки различаются; выбивается ячеек — 3; нормы нет — 1; {HIDDEN} — 1.")


def test_who_says_what():
    view = matrix_view(whole(), VOCABULARY)
    groups = grouped(line_of(view, "norms/comment.relay"), view.heads)
    assert [(group.variant, group.text, group.names) for group in groups] == [
        (0, "не вычисляется", ("first", "fourth", "fifth")),
        (1, "нормы нет", ("third",)),
        (None, HIDDEN, ("second",)),
    ]


def test_one_name_for_equal_values():
    # «Администрация поселения» and «Администрация округа» begin alike
    assert shared_doc(FIVE)["parties"]["office"]["title"] == "Администрация"
    assert shared_doc(FIVE[::-1]) == shared_doc(FIVE)


def test_names_of_the_bundled_profiles():
    names = shared_doc([operand(bundled(name)) for name in ("kuzhmara", "beloyarsky")])["parties"]
    # «ЦУР Республики Марий Эл» and «ЦУР Свердловской области»
    assert names["cur"]["title"] == "ЦУР"
    assert names["press-service"]["title"] == bundled("kuzhmara")["parties"]["press-service"]["title"]


@pytest.mark.parametrize(("variant", "mark"), [(0, "А"), (1, "Б"), (25, "Я"), (26, "27")])
def test_letters(variant, mark):
    assert letter(variant) == mark


def test_every_row_of_the_bundled_profiles_has_words():
    names = ("kuzhmara", "beloyarsky", "reftinsky", "borsky", "kilemar")
    view = matrix_view(matrix([operand(bundled(name)) for name in names]), Library.open().vocabulary)
    entries = [entry for _, _, found in view.sections for entry in found]
    lines = [line for entry in entries for line in entry.lines]
    assert all(line.label and "{" not in line.label for line in lines)
    assert all(text and "{" not in text and "'" not in text for line in lines for text, _, _ in line.variants)
    # equal values have one name, different values of a row different ones
    assert [
        line.path for line in lines if len({text for text, _, _ in line.variants}) < len(line.variants)
    ] == []
    assert len({entry.anchor for entry in entries}) == len(entries)
