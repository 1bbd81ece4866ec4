"""Single habits of drafting and of files, each with the least text that shows it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poryadok.onboard.act.locators import near, normal
from poryadok.onboard.act.read import act_of_text


def places(text: str) -> list[str]:
    return list(act_of_text(text).clauses)


def texts(text: str) -> dict[str, str]:
    return {one.locator: one.text for one in act_of_text(text).clauses.values()}


def test_a_single_paragraph_has_no_number_of_its_own():
    assert places("1. Один.\n2. Два:\nпервое;\nвторое.") == [
        "п. 1",
        "п. 2 абз. 1",
        "п. 2 абз. 2",
        "п. 2 абз. 3",
    ]


def test_items_count_among_the_paragraphs_of_their_point():
    assert places("1. Два:\nа) первое;\nб) второе.\nЕщё.")[-1] == "п. 1 абз. 4"


def test_dashes_are_counted_through_the_whole_point():
    assert places("1. Два:\n- первое;\nКроме того:\n- второе.") == [
        "п. 1 абз. 1",
        "п. 1 тире 1",
        "п. 1 абз. 3",
        "п. 1 тире 2",
    ]


@pytest.mark.parametrize("mark", ["-", "–", "—", "•", "−"])
def test_a_dash_is_any_dash(mark):
    assert texts(f"1. Два:\n{mark} первое;\n{mark} второе.")["п. 1 тире 2"] == "второе."


def test_lists_nest():
    assert places("1. Вот:\n1) раз:\nа) один;\nб) два;\n2) два.") == [
        "п. 1 абз. 1",
        "п. 1 подп. 1) абз. 1",
        "п. 1 подп. 1) а",
        "п. 1 подп. 1) б",
        "п. 1 подп. 2)",
    ]


def test_a_paragraph_after_a_finished_item_is_the_points():
    assert places("1. Вот:\nа) раз;\nб) два.\nИтог.") == ["п. 1 абз. 1", "п. 1 а", "п. 1 б", "п. 1 абз. 4"]


def test_letters_may_have_gaps_and_latin_twins():
    assert places("1. Вот:\nа) раз;\nв) два;\nc) три.")[1:] == ["п. 1 а", "п. 1 в", "п. 1 с"]


def test_what_the_act_numbers_twice_is_told_apart():
    assert places("1. Раз.\n2. Два.\n2. Снова.") == ["п. 1", "п. 2", "п. 2 (повтор 2)"]
    assert places("1. Вот:\nа) раз;\nа) два:\nтри.")[2:] == [
        "п. 1 а (повтор 2) абз. 1",
        "п. 1 а (повтор 2) абз. 2",
    ]


def test_a_section_is_named_only_where_numbers_repeat():
    assert places("I. Первый\n1. Раз.\nII. Второй\n2. Два.") == ["п. 1", "п. 2"]
    assert places("I. Первый\n1. Раз.\nII. Второй\n1. Два.") == ["разд. I п. 1", "разд. II п. 1"]
    assert places("1. Первый\n1.1. Раз.\n2. Второй\n2.1. Два.") == ["п. 1.1", "п. 2.1"]


def test_a_point_with_subpoints_is_no_heading():
    assert places("1. Утвердить:\n1.1. порядок;\n1.2. состав.") == ["п. 1", "п. 1.1", "п. 1.2"]


def test_a_heading_without_a_number_is_no_clause():
    act = act_of_text("1. Раз.\nО работе\n2. Два.")
    assert list(act.clauses) == ["п. 1", "п. 2"]
    assert [block.text for block in act.blocks if block.role == "heading"] == ["О работе"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Срок считают со дня, когда\nпришло письмо.",
        "1. Срок считают со дня, когда\n\nпришло письмо.",
        "1. Срок считают со дня, когда \n  пришло   письмо.",
        "1.\nСрок считают со дня, когда пришло письмо.",
        "1.\u00a0Срок\u00a0считают со дня, когда при\u00adшло письмо.",
        "1.Срок считают со дня, когда пришло письмо.",
        "1 Срок считают со дня, когда пришло письмо.",
    ],
)
def test_one_sentence_however_it_is_broken(text):
    one = act_of_text("1. Срок считают со дня, когда пришло письмо.").clauses["п. 1"]
    assert {name: c.fingerprint for name, c in act_of_text(text).clauses.items()} == {"п. 1": one.fingerprint}


def test_numbers_of_a_sentence_are_no_points():
    assert places("1. Решение приняли\n22.08.2021 и подписали.") == ["п. 1"]
    assert places("1. Постановление от 5 мая\n№ 330 действует.") == ["п. 1"]
    assert places("1. Срок такой:\n30 дней на ответ;\n10 дней на письмо.")[1:] == [
        "п. 1 абз. 2",
        "п. 1 абз. 3",
    ]


def test_a_word_broken_at_its_hyphen_is_put_together():
    assert texts("1. Беседы бывают онлайн-\nи очные.") == {"п. 1": "Беседы бывают онлайн-и очные."}


@pytest.mark.parametrize(
    "line",
    [
        "Главная",
        "Главная > Документы > Решения",
        "Версия для слабовидящих",
        "https://example.org/act",
        "Скачать (PDF, 200 КБ)",
        "© Администрация, 2024",
        "- 2 -",
        "Страница 2 из 5",
        "Документ предоставлен КонсультантПлюс",
        "Откройте актуальную версию документа прямо сейчас",
    ],
)
def test_what_a_site_adds_is_left_out(line):
    clean = "1. Первый пункт говорит\nо деле.\n2. Второй."
    dirty = f"{line}\n1. Первый пункт говорит\n{line}\nо деле.\n2. Второй.\n{line}"
    if "версию" in line or "предоставлен" in line:
        dirty = f"{line}\n{clean}\n{line}"
    act = act_of_text(dirty)
    assert texts(dirty) == texts(clean)
    assert {block.text for block in act.blocks if block.role == "around"} == {line}


def test_a_signature_ends_a_part():
    act = act_of_text("ПОСТАНОВЛЕНИЕ\n1. Утвердить.\nИ.о. главы\nрайона      П. П. Образцов\nТел. 5-55")
    assert list(act.clauses) == ["пост. п. 1"]
    assert [block.role for block in act.blocks][-2:] == ["signature", "around"]


def test_a_table_without_numbers_is_numbered_by_its_rows():
    text = "Приложение 2\nСостав\nДолжность\tРоль\nГлава\tКуратор\nВрач\tЧлен"
    assert texts(text) == {"прил. 2 стр. 1": "Глава Куратор", "прил. 2 стр. 2": "Врач Член"}


def test_two_documents_of_one_kind_are_told_apart():
    text = "Приложение 1\nПоложение о саде\n1. Раз.\nПриложение 2\nПоложение о парке\n1. Два."
    assert places(text) == ["пол. п. 1", "прил. 2 п. 1"]


def test_a_short_text_is_not_taken_for_a_wrapped_one():
    text = (
        "РАСПОРЯЖЕНИЕ\nО саде\nВ целях порядка:\n\n1. Создать сад.\n\n2. Контроль оставляю за собой.\n"
        "Глава района\n\nА.Б. Образцов\n\nУТВЕРЖДЁН\nраспоряжением главы\n\nР Е Г Л А М Е Н Т\nсада\n1. Раз."
    )
    assert places(text) == ["преамб.", "расп. п. 1", "расп. п. 2", "рег. п. 1"]


def test_a_paragraph_before_the_first_point_of_a_section():
    text = "I. Общие\nВведение такое.\n1. Раз.\nII. Далее\n2. Два."
    assert places(text) == ["разд. I абз. 1", "п. 1", "п. 2"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("п. 1 абз. 1", "п. 1"), ("п. 11", "п. 11 абз. 1"), ("прил. 1 п. 2", "прил. п. 2"), ("п. 7", None)],
)
def test_the_clause_that_was_meant(written, meant):
    assert near(written, ["п. 1", "п. 11 абз. 1", "п. 2", "прил. п. 2"]) == meant


@pytest.mark.parametrize("opening", ["Администрация района постановляет:", "Дума округа решила:"])
def test_a_short_preamble_is_no_title(opening):
    text = f"ПОСТАНОВЛЕНИЕ\n\nот 20.05.2020 № 31\n\nО сроках ответа\n\n{opening}\n\n1. Отвечать быстро."
    assert places(text) == ["преамб.", "пост. п. 1"]


def test_spaces_of_a_locator_do_not_matter():
    assert normal(" п.\u00a010  абз. 4") == "п. 10 абз. 4"


PIECES = st.sampled_from(
    [
        "1. Пункт.", "2. Вот:", "2.1. под", "1) раз;", "а) буква:", "- тире;", "– тире", "Абзац.", "строка",
        "I. Раздел", "Раздел 2", "Приложение 1", "Утверждено", "Положение", "СОСТАВ", "|1|а|б|", "| | |в|",
        "1\tа\tб", "", "**жирно", "**", "(далее", "- он)", "5", "ПОСТАНОВЛЕНИЕ", "О чём", "В целях дела:",
        "Глава А.Б. Образцов", "№ 5", "22.08.2021", "|--|--|", "«Слово» - это:", "Главная", "Х. раз", "а)",
        "1.",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_text_is_read_and_nothing_vanishes(pieces):
    text = "\n".join(pieces)
    act = act_of_text(text)
    clauses = [block for block in act.blocks if block.role == "clause"]
    assert len({block.locator for block in clauses}) == len(clauses) == len(act.clauses)
    kept = "".join(f"{block.marker}{block.text}" for block in act.blocks)
    for piece in pieces:
        for word in piece.replace("**", "").replace("|", " ").replace("--", "").split():
            assert word in kept or word in "-–", (word, act.blocks)
