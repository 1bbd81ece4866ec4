"""Values of the profile language in Russian, derived by hand from what the language says it means."""

import pytest

from poryadok.compare.model import CHANGE_CLASSES
from poryadok.report.comparison.words import CLASS_NOTES, CLASSES, Side, field_title
from report.comparison.comparison_world import DOC_A, VOCABULARY

DOC = {
    **DOC_A,
    "parameters": {"note-period": {"title": "Периодичность записки", "type": "period", "set_by": "deputy"}},
    "norms": {
        **DOC_A["norms"],
        "own.question": {
            "kind": "response",
            "readings": {
                "start": {
                    "title": "С чего идёт срок?",
                    "alternatives": {"known": {"title": "с получения"}, "sent": {"title": "с отправки"}},
                }
            },
        },
    },
}
SIDE = Side(DOC, VOCABULARY)

NORM_VALUES = [
    ("within", {"minutes": 1}, "1 минута"),
    ("within", {"hours": 3}, "3 часа"),
    ("within", {"working_hours": 5}, "5 рабочих часов"),
    ("within", {"days": 21}, "21 день"),
    ("within", {"calendar_days": 30}, "30 календарных дней"),
    ("within", {"working_days": 2}, "2 рабочих дня"),
    ("within", {"calendar_days": 0}, "до конца того же дня"),
    ("within", {"weeks": 11}, "11 недель"),
    ("within", {"months": 1}, "1 месяц"),
    ("within", {"standard": "незамедлительно"}, "«незамедлительно», числа нет"),
    ("within", {"field": "due"}, "тот, что назван в запросе"),
    ("within", {"parameter": "note-period"}, "по местному решению: Периодичность записки"),
    ("within", None, "срока нет"),
    ("due", {"day": 5, "of": "next_month"}, "до 5-го числа следующего месяца"),
    ("due", {"day": 25, "of": "last_month"}, "до 25-го числа последнего месяца периода"),
    ("due", {"month": 12, "day": 20}, "до 20 декабря"),
    ("due", {"month": 1, "day": 15, "year": "next"}, "до 15 января следующего года"),
    ("due", {"end_of": "period"}, "до конца периода"),
    ("due", {"weekday": "friday"}, "до пятницы недели, которой кончается период"),
    ("due", {"weekday": "tuesday", "of": "next_week"}, "до вторника следующей недели"),
    ("due", {"date": "2024-07-01"}, "до 1 июля 2024 года"),
    ("roll", "keep", "не переносится"),
    ("roll", "next", "на следующий рабочий день"),
    ("roll", "previous", "на предшествующий рабочий день"),
    ("day_zero", "include", "считается первым днём срока"),
    ("after_hours", "keep", "срок идёт с самого события"),
    ("after_hours", "next_working_day", "срок идёт со следующего рабочего дня"),
    ("presidential_days", "rest", "считаются нерабочими"),
    ("every", "quarter", "каждый квартал"),
    ("every", {"parameter": "note-period"}, "по местному решению: Периодичность записки"),
    ("first_period", "full-only", "первый полный период"),
    ("sample", None, "отчёт нужен за каждый период"),
    (
        "sample",
        {"of": ["appeal.registered"], "at_least": 10},
        "не меньше 10 событий за период: обращение зарегистрировано",
    ),
    (
        "sample",
        {"of": ["appeal.registered", "misinfo.notified"], "at_least": 21, "where": {"channel": "59-fz"}},
        "не меньше 21 события за период: обращение зарегистрировано или сведения получены; "
        "канал: обращения по 59-ФЗ",
    ),
    ("count", 1, "1 раз"),
    ("count", 2, "2 раза"),
    ("count", 12, "12 раз"),
    ("day_kind", "working", "рабочие"),
    ("kind", "precedence", "порядок действий"),
    ("modality", "target", "целевой показатель"),
    ("bearer", "office", "Администрация поселения"),
    ("bearer", "curator", "Куратор МЦУ"),
    ("bearer", {"head_of": "sector"}, "руководитель отрасли, к которой относится событие"),
    ("bearer", None, "не назван"),
    ("opens", ["appeal.registered", "misinfo.notified"], "обращение зарегистрировано или сведения получены"),
    ("closes", ["unknown.type"], "unknown.type"),
    ("requires", None, "ничего"),
    ("where", {"channel": "59-fz"}, "канал: обращения по 59-ФЗ"),
    (
        "where",
        {"track": ["accelerated", "redirect"], "data.kind": "x"},
        "порядок: ускоренное решение или переадресация; data.kind: x",
    ),
    ("where", {"track": {"not": "redirect"}}, "порядок: кроме «переадресация»"),
    ("where", None, "во всех случаях"),
    (
        "extend",
        {"event": ["appeal.extended"], "by": {"days": 30}, "times": 1},
        "срок продлён: на 30 дней, один раз",
    ),
    (
        "extend",
        {"event": ["appeal.extended"], "by": {"field": "data.days", "unit": "days"}, "times": 3},
        "срок продлён: на столько, сколько сказано в событии, не более 3 раз",
    ),
    ("cancel", {"event": ["appeal.withdrawn"]}, "обращение отозвано"),
    ("in_force", {"from": "2024-06-03"}, "с 03.06.2024"),
    ("in_force", {"from": "2024-06-03", "to": "2025-12-31"}, "с 03.06.2024 по 31.12.2025"),
    ("procedure", "misinfo", "Отработка недостоверной информации"),
    ("step", "2", "шаг 2"),
    ("alongside", ["comment.draft", "no.such"], "Проект комментария; no.such"),
    ("alongside", "comment.draft", "Проект комментария"),
    ("alongside", None, "другая норма не названа"),
    ("by_norm", True, "да"),
]


@pytest.mark.parametrize(("field", "value", "said"), NORM_VALUES)
def test_fields_of_a_norm(field, value, said):
    assert SIDE.value(f"norms/comment.draft/{field}", value) == said


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (
            "sectors/roads",
            {"standing": "main", "head": "deputy"},
            "Дороги, основная; руководитель: Заместитель главы",
        ),
        ("sectors/roads/standing", "additional", "дополнительная"),
        ("sectors/roads/head", "deputy", "Заместитель главы"),
        ("sectors/roads/head", None, "не назван"),
        ("sectors/roads", None, "отрасли нет"),
        ("roles/curator/holders", ["deputy", "office"], "Заместитель главы; Администрация поселения"),
        ("roles/curator/appointed/by", "office", "Администрация поселения"),
        ("roles/curator/required_rank", "deputy-head", "заместитель главы"),
        ("roles/curator/requires_act", False, "не нужен"),
        (
            "roles/combined/deputy",
            ["curator", "office"],
            "Заместитель главы: Куратор МЦУ; Администрация поселения",
        ),
        ("roles/combined/deputy", None, "роли не совмещены"),
        ("channels", True, "перечень открыт"),
        ("channels", False, "перечень закрыт"),
        ("channels/59-fz", {"title": "59-fz"}, "обращения по 59-ФЗ"),
        ("channels/59-fz", None, "канала нет"),
        ("act/in_force", {"from": "2024-06-03"}, "с 03.06.2024"),
        ("act/basis/x", {"title": "Закон № 1"}, "Закон № 1"),
        (
            "act/repeals/x",
            {"title": "О сообщениях", "number": "12", "date": "2019-03-04"},
            "О сообщениях (от 04.03.2019 № 12)",
        ),
        ("act/repeals/x", {"title": "О сообщениях", "number": "12"}, "О сообщениях (№ 12)"),
        ("act/repeals/x", {"title": "О сообщениях"}, "О сообщениях"),
        ("act/repeals/x", None, "не указано"),
        ("act/kind", "resolution", "постановление"),
        ("act/date", "2024-06-03", "03.06.2024"),
        ("office_hours/monday", ["08:00-12:00", "13:00-17:00"], "понедельник 08:00–12:00, 13:00–17:00"),
        ("parameters/note-period/set_by", "deputy", "Заместитель главы"),
        ("parameters/note-period/value", "month", "каждый месяц"),
        ("parameters/note-period/value", {"days": 3}, "3 дня"),
        ("parameters/note-period/value", None, "пока не задано"),
        (
            "parameters/note-period",
            {"type": "period", "set_by": "deputy"},
            "Периодичность записки; задаёт: Заместитель главы; значение: пока не задано",
        ),
        (
            "defects/x",
            {"kind": "missing-annex", "severity": "critical", "effect": "Текста нет."},
            "нет приложения (критический): Текста нет.",
        ),
        ("defects/x", None, "огреха нет"),
        ("municipality/kind", "urban-okrug", "городской округ"),
        ("nowhere/at/all", {"x": [1, True]}, "x: 1, да"),
    ],
)
def test_values_outside_norms(path, value, said):
    assert SIDE.value(path, value) == said


def test_questions_and_their_answers():
    question = {"alternatives": {"known": {}, "sent": {}}, "adopted": "known"}
    assert SIDE.value("norms/own.question/readings/start", question) == "с получения (принято); с отправки"
    assert SIDE.value("norms/own.question/readings/start", None) == "вопроса нет"
    assert SIDE.value("norms/own.question/readings/start/adopted", "sent") == "принято: с отправки"
    assert SIDE.value("norms/own.question/readings/start/adopted", None) == "ответ не принят"
    answers = {"known": {}, "sent": {"within": {"standard": None, "hours": 1}}}
    assert SIDE.value("norms/own.question/readings/start/alternatives", answers) == (
        "с получения — как в тексте акта; с отправки — срок: 1 час"
    )
    assert (
        SIDE.field("norms/own.question/readings/start/alternatives")
        == "Ответы на вопрос: «С чего идёт срок?»"
    )
    # a shared question is named in the profile's own readings
    assert SIDE.value("norms/comment.draft/readings/roll/adopted", "keep") == "принято: не переносится"
    assert (
        SIDE.field("norms/comment.draft/readings/roll")
        == "Вопрос толкования: «Переносится ли последний день?»"
    )


def test_exceptions():
    value = {
        "where": {"track": "accelerated"},
        "patch": {"within": {"days": None, "hours": 1}, "bearer": "cur"},
    }
    said = "порядок: ускоренное решение — срок: 1 час; исполнитель: ЦУР"
    assert SIDE.value("norms/comment.draft/exceptions/fast", value) == said
    assert SIDE.value("norms/comment.draft/exceptions/fast", None) == "исключения нет"
    late = {"where": {"track": "accelerated"}, "patch": {"after_hours": "keep"}}
    assert SIDE.value("norms/comment.draft/exceptions/fast", late) == (
        "порядок: ускоренное решение — событие вне рабочего времени: срок идёт с самого события"
    )
    larger = {"plain": {}, "larger": {"sample": {"at_least": 20}}}
    assert SIDE.value("norms/comment.draft/readings/few/alternatives", larger) == (
        "plain — как в тексте акта; larger — выборка: не меньше 20 событий за период"
    )


def test_a_whole_norm():
    assert SIDE.value("norms/comment.draft", DOC["norms"]["comment.draft"]) == (
        "обязанность (действие в ответ на событие); исполнитель: Администрация поселения; перед кем: ЦУР; "
        "что начинает: сведения получены; срок: 3 часа; что исполняет: проект направлен"
    )
    assert (
        SIDE.value("norms/comment.draft", {"kind": "power", "bearer": "cur"})
        == "полномочие; исполнитель: ЦУР"
    )
    first = {"kind": "precedence", "opens": ["appeal.answered"], "requires": ["appeal.registered"]}
    assert SIDE.value("norms/x", first) == (
        "обязанность (порядок действий); что должно быть раньше: обращение зарегистрировано; "
        "перед чем: на обращение дан ответ"
    )
    assert SIDE.value("norms/x", None) == "нормы нет"
    rating = {"kind": "report", "every": "month", "sample": {"of": ["appeal.registered"], "at_least": 1}}
    assert SIDE.value("norms/x", rating) == (
        "обязанность (отчёт за период); периодичность: каждый месяц; "
        "выборка: не меньше 1 события за период: обращение зарегистрировано"
    )


def test_names_fall_back_on_the_vocabulary_and_then_on_the_id():
    assert SIDE.norm_title("comment.draft") == "Проект комментария"
    assert Side({}, VOCABULARY).norm_title("comment.relay") == "Передать комментарий"
    assert SIDE.norm_title("no.such") == "no.such"
    assert Side({}, VOCABULARY).names.party("curator") == "куратор МЦУ"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("norms/comment.draft/within", "Срок"),
        ("norms/comment.draft/due", "Срок"),
        ("norms/comment.draft/bearer", "Исполнитель"),
        ("norms/comment.draft/roll", "Перенос с нерабочего дня"),
        ("norms/comment.draft/after_hours", "Событие вне рабочего времени"),
        ("norms/comment.draft/sample", "Выборка"),
        ("norms/comment.draft/alongside", "Рядом с нормой"),
        ("norms/comment.draft/exceptions/x/after_hours", "Исключение: событие вне рабочего времени"),
        ("norms/comment.draft", "Норма целиком"),
        ("norms/comment.draft/readings/roll/adopted", "Принятый ответ"),
        ("norms/comment.draft/exceptions/x", "Исключение"),
        ("sectors/roads", "Отрасль"),
        ("roles/curator/appointed/by", "Кто назначает"),
        ("roles/combined/deputy", "Несколько ролей у одной должности"),
        ("channels", "Перечень каналов"),
        ("act/basis/x", "Основание"),
        ("act/repeals/x", "Отменённый акт"),
        ("office_hours/monday", "Часы работы"),
        ("municipality/timezone", "Часовой пояс"),
        ("something/new", "something"),
    ],
)
def test_titles_of_fields(path, title):
    assert field_title(path) == title


def test_the_entry_is_named_where_the_field_is_its_part():
    assert SIDE.field("sectors/roads/head") == "Руководитель отрасли: Дороги"
    assert SIDE.field("parameters/note-period/set_by") == "Кто задаёт: Периодичность записки"
    assert SIDE.field("norms/comment.draft/within") == "Срок"


def test_every_class_has_its_word():
    assert tuple(CLASSES) == CHANGE_CLASSES == tuple(CLASS_NOTES)
    assert CLASSES["tightened"] == "строже"
    assert CLASSES["relaxed"] == "мягче"
    assert len(set(CLASSES.values())) == len(CHANGE_CLASSES)


def test_text_of_a_profile_cannot_steer_a_terminal():
    doc = {"parties": {"x": {"title": "А\x1b[31m\nБ"}}}
    assert Side(doc, VOCABULARY).value("norms/n/bearer", "x") == "А [31m Б"
