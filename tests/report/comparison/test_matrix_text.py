"""The matrix for a terminal and for a merge request: a table where it fits, otherwise who says what."""

import pytest

from poryadok.compare.differences import diff
from poryadok.compare.matrix import matrix
from poryadok.report.comparison import matrix_markdown, matrix_text
from report.comparison.comparison_world import VOCABULARY
from report.comparison.matrix_world import FIVE, many, ranked, whole


def text(made, width=120):
    return list(matrix_text.render(made, VOCABULARY, width))


def test_a_table_where_the_columns_fit():
    lines = text(whole().differing)
    head = next(line for line in lines if line.startswith("Нормы"))
    assert head.split() == ["Нормы", "first", "second", "third", "fourth", "fifth"]
    # beside each other under their columns
    term = next(line for line in lines if line.startswith("  Срок"))
    assert term.split("  ")[-1].strip() == "3 часа"
    assert term.index("2 часа!") == head.index("second")
    relay = lines[lines.index("comment.relay — Передать комментарий") + 1]
    assert relay.split() == ["Норма", "не", "выч.", "скрыто", "нет", "не", "выч.", "не", "выч."]
    assert all(len(line) <= 120 for line in lines)
    assert lines[-2:] == ["Акт отсылает, текста нет", "  second, п. 7: Приложения в тексте нет."]


def test_long_values_are_named_once_below():
    lines = text(whole().differing)
    at = next(number for number, line in enumerate(lines) if line.startswith("  Исполнитель"))
    assert lines[at].split() == ["Исполнитель", "А", "А", "А", "Б!", "А"]
    assert lines[at + 1] == "      А  Специалист <script>alert(1)</script> & «Ко» | отдел (4)"
    assert lines[at + 2] == "      Б  Администрация (1)"


def test_a_table_that_does_not_fit_says_so_and_lists():
    lines = text(whole().differing, 60)
    said = " ".join(lines)
    assert "Столбцов 5, в ширину 60 таблица не помещается" in said
    at = lines.index("  Срок")
    assert lines[at + 1 : at + 3] == [
        "    3 часа (4): first, third, fourth, fifth",
        "    2 часа (1) !: second",
    ]
    assert all(len(line) <= 60 for line in lines)


def test_the_many_are_the_rest():
    lines = text(many(40).differing)
    at = lines.index("  Срок")
    # every fifth of forty has two hours
    assert lines[at + 1] == "    3 часа (32): остальные"
    assert lines[at + 2].startswith("    2 часа (8) !: town-1, town-6, town-11")


def test_nothing_differs():
    lines = text(matrix([FIVE[0], FIVE[4]]).differing)
    assert lines == [
        "2 профиля: 0 строк различаются; выбивается ячеек — 0; нормы нет — 0; акт отсылает, текста нет — 0.",
        "Различий нет.",
    ]


def test_markdown_is_a_table():
    lines = list(matrix_markdown.render(whole().differing, VOCABULARY))
    assert "| Понятие | first | second | third | fourth | fifth |" in lines
    assert "| – Срок | 3 часа | 2 часа **(выбивается)** | 3 часа | 3 часа | 3 часа |" in lines
    assert (
        "| **Передать комментарий** comment.relay | не вычисляется | акт отсылает, текста нет | нормы нет | "
        "не вычисляется | не вычисляется |"
    ) in lines
    # nothing of a profile is markup
    assert not any("<script>" in line or "<b>" in line for line in lines)
    tables = [line for line in lines if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in tables} == {7}


def test_markdown_of_many_lists_values():
    lines = list(matrix_markdown.render(many(9).differing, VOCABULARY))
    assert "| Понятие | Значение | Сколько | У кого |" in lines
    # towns 1 and 6 of nine: seven against two
    assert "| – Срок | 3 часа | 7 | остальные |" in lines
    assert "|  | 2 часа **(выбивается)** | 2 | town-1, town-6 |" in lines
    assert len(matrix([FIVE[0]] * 9).columns) > matrix_markdown.COLUMNS


@pytest.mark.parametrize("form", [matrix_text, matrix_markdown])
def test_the_ranking_and_what_differs_from_the_nearest(form):
    target, ranking = ranked()
    said = "\n".join(form.render_nearest(target, ranking, diff(target, ranking[0].operand), VOCABULARY))
    # the fifth is the first under another name
    assert "0,000" in said
    assert "Различий в праве нет" in said
    assert said.index("fifth") < said.index("third")
