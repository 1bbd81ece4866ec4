"""The comparison in a terminal and in Markdown."""

import re
from dataclasses import replace
from datetime import date

import pytest

from poryadok.report.comparison import diff_markdown, diff_text
from report.comparison.comparison_world import DOC_A, VOCABULARY, WITNESS, change, operand, sample, tiny


def text(diff):
    return list(diff_text.render(diff, VOCABULARY))


def test_a_change_in_a_terminal():
    lines = text(tiny(change("norms/comment.draft/within", "tightened", {"hours": 3}, {"hours": 2}, WITNESS)))
    assert lines == [
        "A  first — Первое поселение; решение от 10.01.2024 № 1, действует с 10.01.2024",
        "B  second — Второй округ; решение от 10.01.2024 № 1, редакция с 03.06.2024",
        "",
        "1 различие: строже — 1.",
        "",
        "comment.draft — Проект комментария",
        "  [строже] Срок",
        "    место        A п. 1; B п. 2",
        "    было         3 часа",
        "    стало        2 часа",
        # 17 columns of indent and 83 of text: the line breaks before the word that would pass column 100
        "    последствие  сведения получены в пятницу 14.06.2024 18:10; проект направлен в пятницу",
        "                 14.06.2024 21:00: по A срок 14.06.2024 21:10, исполнено в срок; по B срок",
        "                 14.06.2024 20:10, исполнено с нарушением срока",
    ]


def test_what_one_side_alone_has_takes_one_line():
    lines = text(sample())
    assert "  [обязанность снята] только в A (п. 9): обязанность; исполнитель: ЦУР" in lines
    assert "    последствие  по B не установить: текста, к которому отсылает п. 7, нет" in lines
    assert "  [иначе] только в B (п. 7): нет приложения (критический): Приложения в тексте нет." in lines


def test_gaps_effect_and_parameters_come_once_after_the_changes():
    lines = text(sample())
    at = lines.index("Акт отсылает, текста нет")
    assert lines[at + 1 : at + 3] == [
        "  B: п. 7 — Приложения в тексте нет. Из-за этого нет норм:",
        "    comment.relay — Передать комментарий",
    ]
    at = lines.index("В этом журнале 1 обязанность меняется:")
    assert lines[at + 1 : at + 3] == [
        "  first/comment.draft/7",
        "    A  срок 14.06.2024 21:10, исполнено в срок, исполнитель — Администрация поселения",
    ]
    at = lines.index("Своё у каждого (не различия в праве)")
    assert lines[at + 1 :] == [
        "  Название: A — Первое поселение; B — Второй округ",
        "  Вид муниципалитета: A — сельское поселение; B — городской округ",
    ]


def test_lines_keep_to_a_hundred_columns():
    long = "слово " * 60
    lines = text(tiny(change("norms/site.keep/bearer", "redefined", long, long + "п. 10 абз. 4")))
    assert max(map(len, lines)) <= 100
    # a locator is never cut in two
    assert not [line for line in lines if line.endswith((" п.", " абз."))]


def test_nothing_differs():
    assert text(tiny())[-1] == "Различий в праве нет."
    assert "Различий в праве нет." in diff_markdown.render(tiny(), VOCABULARY)


def test_a_log_in_which_nothing_changes():
    diff = tiny(effect=())
    assert text(diff)[-1] == "В этом журнале ни одна обязанность не меняется."
    assert list(diff_markdown.render(diff, VOCABULARY))[-1] == "Ни одна обязанность не меняется."


def test_a_day_that_was_asked_for_is_said():
    diff = tiny()
    diff = replace(diff, a=replace(operand("first@2024-06-05", DOC_A), day=date(2024, 6, 5)))
    first = " ".join(" ".join(text(diff)[:2]).split())
    assert first.endswith("; решение от 10.01.2024 № 1, действует с 10.01.2024, на 05.06.2024")


@pytest.mark.parametrize("form", [diff_text, diff_markdown])
def test_several_comparisons(form):
    lines = list(form.render_many([sample(), tiny()], ["new"], ["old_id"], VOCABULARY))
    assert lines[0].rstrip(".") == "Изменено: 2, добавлено: 1, удалено: 1"
    assert any(line.startswith("Добавлены: new") for line in lines)
    assert any(line.startswith("Удалены: old") for line in lines)
    assert sum("Различий в праве нет." in line for line in lines) == 1


def test_markdown_is_a_table_that_nothing_breaks():
    lines = list(diff_markdown.render(sample(), VOCABULARY))
    rows = [line for line in lines if line.startswith("|")]
    # seven columns of changes or three of a log and of parameters, whatever the cells hold
    assert {len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows} == {7, 3}
    joined = "\n".join(lines)
    assert "<script>" not in joined and "<b>" not in joined
    assert "Специалист &lt;script&gt;alert(1)&lt;/script&gt; &amp; «Ко» \\| отдел" in joined
    assert "### Вести страницу &lt;b&gt;&amp;&lt;/b&gt; \\| список (site.keep)" in lines


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a|b", r"a\|b"),
        ("`rm`", r"\`rm\`"),
        ("<i>", "&lt;i&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[x](http://e)", r"\[x\](http://e)"),
        ("*a* _b_ ~c~", r"\*a\* \_b\_ \~c\~"),
        ("# нет", r"\# нет"),
        ("две\nстроки", "две строки"),
        ("a\\|b", r"a\\\|b"),
    ],
)
def test_escaping_of_markdown(raw, safe):
    assert diff_markdown.escaped(raw) == safe
