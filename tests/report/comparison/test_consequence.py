"""What follows from a change, in plain words."""

from dataclasses import replace

import pytest

from poryadok.compare.model import Gap, Witness
from poryadok.report.comparison.consequence import consequence, event_words, joined, moment, verdict
from poryadok.report.comparison.view import view_of
from poryadok.report.comparison.words import Side
from report.comparison.comparison_world import (
    DOC_A,
    DOC_B,
    VOCABULARY,
    WITNESS,
    change,
    obligation,
    sample,
    tiny,
)

A, B = Side(DOC_A, VOCABULARY), Side(DOC_B, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "weekday", "said"),
    [
        # 14 June 2024 is a Friday, 18 June 2024 a Tuesday
        ("2024-06-14T18:10:00+03:00", True, "в пятницу 14.06.2024 18:10"),
        ("2024-06-18T00:00:01+05:00", True, "во вторник 18.06.2024 00:00:01"),
        ("2024-06-14T23:59:59+03:00", False, "14.06.2024 23:59:59"),
        ("2024-06-14", False, "14.06.2024"),
        ("сегодня", False, "сегодня"),
        (None, False, "—"),
    ],
)
def test_moments(text, weekday, said):
    assert moment(text, weekday=weekday) == said


def test_a_witness_is_told_as_a_lawyer_would():
    # as of the last event: its instant is not said twice
    assert joined(consequence(change("norms/comment.draft/within", "tightened", {}, {}, WITNESS), A, B)) == (
        "сведения получены в пятницу 14.06.2024 18:10; проект направлен в пятницу 14.06.2024 21:00: "
        "по A срок 14.06.2024 21:10, исполнено в срок; "
        "по B срок 14.06.2024 20:10, исполнено с нарушением срока"
    )


def test_many_events_alike_are_counted():
    def event(hour, **fields):
        return {
            "id": f"e{hour}",
            "time": f"2024-06-14T{hour}:00:00+03:00",
            "type": "misinfo.notified",
            **fields,
        }

    def told(*events):
        return consequence(
            change("norms/x/sample", "relaxed", {}, {}, replace(WITNESS, events=events)), A, B
        )[0]

    three = [event(hour) for hour in (10, 11, 12)]
    assert told(*three).startswith("сведения получены 3 раза, с 14.06.2024 10:00 по 14.06.2024 12:00;")
    # two are told one by one, and so are those that differ in a field
    assert told(*three[:2]).startswith(
        "сведения получены в пятницу 14.06.2024 10:00; сведения получены в пятницу 14.06.2024 11:00;"
    )
    other = event(11, track="accelerated")
    assert told(three[0], other, three[2]).count("сведения получены в пятницу") == 3
    alike = [event(hour, track="accelerated") for hour in (10, 11, 12)]
    assert "по 14.06.2024 12:00 (порядок: ускоренное решение);" in told(*alike)


def test_who_answers_is_said_where_it_differs():
    other = replace(
        WITNESS, events=(), as_of="2024-06-15T00:00:00+03:00", b=obligation(None, "pending", bearer="cur")
    )
    assert consequence(change("norms/comment.draft/bearer", "reassigned", "office", "cur", other), A, B) == (
        "событий нет; на 15.06.2024 00:00:",
        "по A срок 14.06.2024 21:10, исполнено в срок, исполнитель — Администрация поселения",
        "по B срока нет, ещё не исполнено, исполнитель — ЦУР",
    )


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("report", "report", "отчёт не представлен"),
        ("activity", None, "действий не было"),
        (None, "once", "действия не было"),
        ("report", "activity", "событий нет"),
        ("response", "response", "событий нет"),
    ],
)
def test_without_events_it_is_said_what_did_not_happen(a, b, said):
    sides = [None if kind is None else obligation(None, "pending", kind=kind) for kind in (a, b)]
    found = Witness((), "2024-06-15T00:00:00+03:00", *sides)
    first = consequence(change("norms/comment.draft/due", "tightened", {}, {}, found), A, B)[0]
    assert first == f"{said}; на 15.06.2024 00:00:"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "обязанности нет"),
        (obligation("2024-06-14T21:10:00+03:00", "overdue"), "срок 14.06.2024 21:10, просрочено"),
        (
            obligation(None, "undetermined", safe_due_at="2024-06-14T19:10:00+03:00"),
            "срок зависит от толкования, самый ранний — 14.06.2024 19:10, не определено",
        ),
        (obligation(None, "undetermined"), "не определено"),
        (obligation(None, "fulfilled"), "срока нет, исполнено"),
        (obligation(None, "violated", kind="precedence"), "нарушен порядок"),
        # of an obligation of a log no readings are told: a due instant that is not there may yet be contested
        ({"status": "late", "due_at": None, "bearer": "cur"}, "исполнено с нарушением срока"),
        ({"status": "pending", "due_at": None, "bearer": "cur"}, "ещё не исполнено"),
        ({"status": "fulfilled", "due_at": None, "bearer": "cur"}, "исполнено в срок"),
        (obligation(None, "fulfilled", kind="precedence"), "порядок соблюдён"),
        (
            obligation(
                "2024-04-05T23:59:59+03:00", "overdue", kind="report", period="2024-Q1", contested=True
            ),
            "за I квартал 2024 года: срок 05.04.2024 23:59:59, просрочено, "
            "спорно: при ином толковании вывод другой",
        ),
        (
            obligation(None, "pending", kind="activity", period="2024-W17"),
            "за 17-ю неделю 2024 года: срока нет, ещё не исполнено",
        ),
    ],
)
def test_verdicts(given, said):
    assert verdict(given, A) == said


def test_what_an_event_carries_is_told():
    event = {
        "id": "e",
        "time": "2024-06-14T18:10:00+03:00",
        "type": "appeal.registered",
        "case": "1",
        "track": "accelerated",
        "due": "2024-06-20",
        "data": {"days": 30},
        "sector": None,
    }
    assert event_words(event, A) == (
        "обращение зарегистрировано в пятницу 14.06.2024 18:10 "
        "(порядок: ускоренное решение; срок 20.06.2024; days: 30)"
    )


@pytest.mark.parametrize(
    ("cls", "said"),
    [
        ("duty-new", ("по B это надо исполнять, по A — нет",)),
        ("right-lost", ("по A на это есть право, по B — нет",)),
        ("editorial", ("последствия те же",)),
        ("tightened", ()),
        ("redefined", ()),
    ],
)
def test_without_a_witness_the_class_says_what_it_can(cls, said):
    assert consequence(change("norms/site.keep", cls, {}, {}), A, B) == said
    assert consequence(change("act/basis/x", cls, {}, None), A, B) == ()


def test_another_bearer_is_named_on_both_sides():
    assert consequence(change("norms/site.keep/bearer", "reassigned", "office", "cur"), A, B) == (
        "по A исполнитель — Администрация поселения",
        "по B — ЦУР",
    )


def test_steps_are_told_reading_by_reading():
    one = {"before": None, "after": "2024-06-17T23:59:59+03:00", "reason": "перенос", "clause": None}
    steps = [
        {**one, "reason": "счёт", "choice": {"roll": "keep"}, "after": None},
        {**one, "choice": {"roll": "keep"}},
        {**one, "choice": {"roll": "next"}},
    ]
    found = replace(WITNESS, a=obligation(None, "undetermined", steps=steps), b=None)
    diff = tiny(change("norms/comment.draft/within", "tightened", {}, {}, found))
    evidence = view_of(diff, VOCABULARY).groups[0].rows[0].evidence
    told = [(one.answers, [(s.reason, s.after) for s in one.steps]) for one in evidence.derivations[0]]
    assert told == [
        ("не переносится", [("счёт", ""), ("перенос", "17.06.2024 23:59:59")]),
        ("на следующий рабочий день", [("перенос", "17.06.2024 23:59:59")]),
    ]
    assert evidence.derivations[1] == ()


def test_a_missing_text_is_no_missing_norm():
    (row,) = view_of(sample(), VOCABULARY).groups[1].rows
    assert row.became == ("акт отсылает, текста нет",)
    assert row.consequence == ("по B не установить: текста, к которому отсылает п. 7, нет",)
    gone = Witness(WITNESS.events, WITNESS.as_of, WITNESS.a, None)
    diff = tiny(
        change("norms/comment.relay", "duty-lifted", {"kind": "standing"}, None, gone),
        gaps=(Gap("comment.relay", "b", "missing-annex"),),
    )
    assert view_of(diff, VOCABULARY).groups[0].rows[0].consequence[1:] == (
        "по A срок 14.06.2024 21:10, исполнено в срок",
        "по B обязанности нет: текста, к которому отсылает п. 7, нет",
    )


def _defect(a, b):
    return replace(change("defects/x", "redefined", a, b), field="defect")


def test_a_defect_that_both_acts_have_is_told_by_what_differs():
    one = {"kind": "wording", "severity": "low", "effect": "Одно.", "hides": ["comment.relay"]}
    other = {"kind": "wording", "severity": "high", "effect": "Одно."}
    (row,) = view_of(tiny(_defect(one, other)), VOCABULARY).groups[0].rows
    assert row.was == ("тяжесть: мелкий", "каких норм из-за него нет: Передать комментарий")
    assert row.became == ("тяжесть: серьёзный", "каких норм из-за него нет: никаких")


def test_only_entries_are_on_one_side_alone():
    def only(path, a, b, **more):
        return (
            view_of(tiny(replace(change(path, "redefined", a, b), **more)), VOCABULARY).groups[0].rows[0].only
        )

    assert only("norms/comment.relay", {"kind": "standing"}, None) == "A"
    assert only("defects/missing-annex", None, {"effect": "x"}) == "B"
    assert only("act/basis/x", {"title": "x"}, None) == "A"
    assert only("norms/comment.draft/readings/roll", None, {"alternatives": {}}, field="question") == "B"
    # no condition means every case, no head means none is named: both are something said
    assert only("norms/comment.draft/where", None, {"track": "x"}) is None
    assert only("sectors/roads/head", "deputy", None) is None
    assert only("act/in_force", None, {"from": "2024-01-01"}) is None
