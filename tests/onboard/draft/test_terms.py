"""Terms of whole clauses: pieces of the tables put together. Expected values by reading the words."""

import pytest

from onboard.draft.measuring import canonical, drafted, gold_of_file, terms_of
from poryadok.onboard.draft.terms import terms_in


def said(text: str, row: bool = False, year: int = 0) -> list[str]:
    """The terms of a text, what cannot be said with a question mark."""
    return [
        f"?{term.value['unsaid']}" if "unsaid" in term.value else canonical(term.value)
        for term in terms_in(text, row, year)
    ]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # an adverb and a bare day: of each month; late in the month it may be of either
        (
            "Ежемесячно, не позднее пятого числа, направляет отчёт.",
            ["every month due day=5 of=next_month"],
        ),
        ("Ежемесячно до 25 числа направляет сведения.", ["?which-month"]),
        ("Ежеквартально до 7 числа направляет сведения.", ["?which-month"]),
        # the day of the week is said, only its hour is not
        ("Каждую пятницу до 15:00 направляет сводку.", ["every week due weekday=friday", "?clock-time"]),
        ("Ежедневно до 18:00 проверяет очередь.", ["?clock-time"]),
        # another sentence or item, another period
        (
            "Отчёт представляется ежемесячно до 5 числа следующего месяца. Рейтинг составляется "
            "ежеквартально до 10 числа месяца, следующего за отчётным кварталом.",
            ["every month due day=5 of=next_month", "every quarter due day=10 of=next_month"],
        ),
        (
            "Отчёты: ежеквартально – до 5 числа следующего месяца; ежегодно – до 15 января.",
            ["every quarter due day=5 of=next_month", "every year due day=15 month=1"],
        ),
        # the period of a report counts only where its day is said
        ("Годовой доклад представляется до 25 декабря.", ["every year due day=25 month=12"]),
        ("Сведения включаются в годовой доклад.", []),
        ("Специалисту еженедельно не менее двух раз публиковать сведения.", ["every week count 2"]),
        # of the act, of papers and of people: no terms of an obligation
        ("Решение вступает в силу по истечении 10 дней после опубликования.", []),
        ("Постановление вступает в силу сразу и подлежит размещению в течение 10 дней.", ["within days 10"]),
        ("Срок полномочий – 3 месяца. Ответ даётся в течение 3 часов.", ["within hours 3"]),
        ("Назначить исполняющим обязанности сроком на 3 месяца.", []),
        # a period and a day that is none of it: a question
        ("По итогам I полугодия готовит обзор до 15 июля.", ["?which-period"]),
        ("Ежемесячно по пятницам готовит сводку.", ["?which-period"]),
        # a condition says when to act, not by when
        (
            "Если сообщение не принято в течение 2 часов, исполнитель меняется в течение часа.",
            ["within hours 1"],
        ),
        # a request with a term is that term
        ("По запросу ЦУР – в течение двух рабочих дней.", ["within working_days 2"]),
        ("Незамедлительно, но не позднее 1 часа.", ["within standard незамедлительно", "within hours 1"]),
        ("не позднее 30 минут, а в выходные дни – двух часов", ["within minutes 30", "within hours 2"]),
    ],
)
def test_terms_of_a_clause(text, terms):
    assert said(text) == terms


def test_the_current_year_is_the_act_s_where_the_act_orders_at_once():
    text = "Ознакомить работников до 20 декабря текущего года."
    assert said(text) == ["?which-period"]
    assert said(text, year=2025) == ["once 2025-12-20"]
    # with a period it is of each year all the same
    assert said("Ежегодно до 20 декабря текущего года.", year=2025) == ["every year due day=20 month=12"]


def test_an_amount_is_a_term_by_itself_only_in_a_row():
    assert said("Отклонение сообщения Исполнитель 4 рабочих часа", row=True) == ["within working_hours 4"]
    assert said("Отклонение сообщения Исполнитель 4 рабочих часа") == []


def test_rows_of_a_table_have_terms_and_rows_of_staff_have_none():
    # polyana: nine rows of terms; ozerki: five rows of staff
    assert sum(place.startswith("прил. 1 стр.") for place, _ in terms_of(drafted("polyana"))) == 9
    assert not any("стр." in place for place, _ in terms_of(drafted("ozerki")))
    # cells are no sentence: which norm a row is stays a question
    rows = [one for one in drafted("polyana").clauses if " стр. " in one.locator]
    assert all("concept" in [hole.code for hole in one.holes] for one in rows if one.terms)
    assert not any(one.concepts for one in rows)


def test_a_term_of_an_introductory_line_is_of_its_items():
    wanted = {pair for pair in gold_of_file("polyana").terms if "тире" in pair[0]}
    assert len(wanted) == 3
    assert wanted <= terms_of(drafted("polyana"))
