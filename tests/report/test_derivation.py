"""Steps of a derivation: what a lawyer would read, by hand; and that they end where the kernel ends."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from kernel.kernel_world import answer, compiled
from poryadok.kernel.judge import Status
from poryadok.report.steps import StepMaker
from report.report_world import ROLL, event, look, profile, response, sole
from strategies import scenario

EXAMPLES = int(os.environ.get("PORYADOK_EXAMPLES", "60"))


def steps(norm, *events, as_of="2025-12-31", **more):
    row = sole(profile({"n": norm}, **more), list(events), as_of)
    return [(step["before"], step["after"], step["reason"]) for step in row["steps"]], row


def test_days_of_which_the_act_does_not_say_which():
    found, row = steps(response(within={"days": 30}), event("e", "2024-05-06T10:00:00"))
    assert found == [
        (
            "2024-05-06T10:00:00+03:00",
            "2024-05-06T23:59:59+03:00",
            "6 мая 2024 года: день события в срок не входит, счёт со следующего дня",
        ),
        (
            "2024-05-06T23:59:59+03:00",
            "2024-06-05T23:59:59+03:00",
            "30 дней (акт не сказал, какие это дни; считаются календарными): "
            "последний день — 5 июня 2024 года",
        ),
    ]
    assert row["due_at"] == "2024-06-05T23:59:59+03:00"
    assert row["steps"][0]["clause"] == "п. 1"
    assert row["steps"][0]["choice"] == {}


def test_working_days_pass_over_days_off_and_name_the_act():
    found, row = steps(response(within={"working_days": 2}), event("e", "2024-04-26T10:00:00"))
    reasons = [reason for _, _, reason in found]
    assert reasons[1].startswith("27 апреля: рабочая суббота: выходной перенесён на 29 апреля (постановление")
    assert reasons[2] == "28 апреля: выходной день, воскресенье"
    assert reasons[-2] == "1 мая: нерабочий праздничный день (ст. 112 ТК РФ)"
    assert reasons[-1] == "2 рабочих дня: последний день — 2 мая 2024 года"
    assert row["due_at"] == "2024-05-02T23:59:59+03:00"


def test_the_roll_gives_the_reason_of_the_day():
    norm = response(within={"calendar_days": 4}, roll="next")
    found, row = steps(norm, event("e", "2024-01-01T10:00:00"))
    assert found[2][2] == "5 января: нерабочий праздничный день (ст. 112 ТК РФ)"
    assert found[-1][2] == "срок перенесён на следующий рабочий день: с 5 января на 9 января 2024 года"
    assert found[-1][:2] == (row["nominal_due_at"], row["due_at"])
    kept, _ = steps(norm | {"roll": "keep"}, event("e", "2024-01-01T10:00:00"))
    assert kept[-1][2] == (
        "5 января: нерабочий праздничный день (ст. 112 ТК РФ); срок с нерабочего дня не переносится"
    )


def test_an_extension_names_its_event():
    norm = response(within={"days": 3}, extend={"event": "appeal.extended", "by": {"weeks": 1}})
    extended = event("x", "2024-05-07T10:00:00", "appeal.extended")
    found, row = steps(norm, event("e", "2024-05-06T10:00:00"), extended)
    assert found[-1] == (
        "2024-05-09T23:59:59+03:00",
        "2024-05-16T23:59:59+03:00",
        "продление на 1 неделю: последний день — 16 мая 2024 года (событие x, 7 мая 2024, 10:00:00 (+03:00))",
    )
    assert row["due_at"] == "2024-05-16T23:59:59+03:00"


def test_hours_run_from_the_instant():
    found, _ = steps(response(within={"hours": 3}), event("e", "2024-05-06T22:00:00"))
    assert found == [
        (
            "2024-05-06T22:00:00+03:00",
            "2024-05-07T01:00:00+03:00",
            "3 часа с момента события; действие ровно в этот момент — в срок",
        )
    ]


def test_working_hours_show_each_interval():
    hours = {"office_hours": {"friday": ["09:00-13:00", "14:00-18:00"], "monday": ["09:00-18:00"]}}
    found, row = steps(response(within={"working_hours": 5}), event("e", "2024-06-07T12:00:00"), **hours)
    reasons = [reason for _, _, reason in found]
    assert reasons[0] == "7 июня: рабочее время, 1 час, осталось 4 часа"
    assert reasons[1] == "7 июня: рабочее время, 4 часа"
    assert row["due_at"] == "2024-06-07T18:00:00+03:00"
    late, row = steps(response(within={"working_hours": 5}), event("e", "2024-06-07T17:00:00"), **hours)
    assert [reason for _, _, reason in late][1:3] == [
        "8 июня: выходной день, суббота",
        "9 июня: выходной день, воскресенье",
    ]
    assert row["due_at"] == "2024-06-10T13:00:00+03:00"


def test_a_missing_year_is_named():
    found, row = steps(
        response(within={"working_days": 20}), event("e", "2026-12-20T10:00:00"), as_of="2026-12-31"
    )
    assert row["status"] == "undetermined"
    assert row["safe_due_at"] is None
    assert "на 2027 год" in found[-1][2]
    assert found[-1][1] is None


def test_a_request_sets_its_own_term():
    norm = response(
        kind="request", opens="request.received", closes="request.answered", within={"field": "due"}
    )
    asked = event("e", "2024-05-06T10:00:00", "request.received", due="2024-05-08")
    found, row = steps(norm, asked)
    assert found == [(row["opened_at"], row["due_at"], "срок назначен в самом запросе")]
    found, row = steps(norm, event("e", "2024-05-06T10:00:00", "request.received"))
    assert found == [(row["opened_at"], None, "в запросе срок не назван: срока нет")]


def test_without_a_number_each_reading_has_steps_of_its_own():
    alternatives = {
        "day": {"title": "день", "patch": {"within": {"standard": None, "calendar_days": 0}}},
        "hour": {"title": "час", "patch": {"within": {"standard": None, "hours": 1}}},
    }
    norm = response(within={"standard": "незамедлительно"}, readings={"promptness": {}})
    doc = profile({"n": norm}, readings={"promptness": {"title": "?", "alternatives": alternatives}})
    row = sole(doc, [event("e", "2024-05-06T10:00:00")], "2024-05-06T12:00:00")
    assert (row["status"], row["due_at"], row["contested"]) == ("undetermined", None, True)
    assert [step["choice"]["promptness"] for step in row["steps"]] == ["day", "day", "hour"]


def test_a_report_says_when_it_opens_and_which_day_is_written():
    norm = {
        "kind": "report",
        "title": "Отчёт",
        "every": "quarter",
        "due": {"day": 5, "of": "next_month"},
        "source": {"locator": "п. 2"},
        "readings": {"roll": {}},
    }
    row = sole(profile({"n": norm}, readings=ROLL), [], "2024-04-10")
    assert [step["reason"] for step in row["steps"]] == [
        "I квартал 2024 года: открывается на следующий день после периода",
        "срок — 5-е число следующего за периодом месяца: 5 апреля 2024 года",
    ]
    assert row["steps"][0] == {
        "before": None,
        "after": "2024-04-01T00:00:00+03:00",
        "reason": "I квартал 2024 года: открывается на следующий день после периода",
        "clause": "п. 2",
        "choice": {"roll": "keep"},
    }


def test_order_of_acts():
    norm = {
        "kind": "precedence",
        "title": "Порядок",
        "opens": "comment.published",
        "requires": "comment.agreed",
    }
    published = event("p", "2024-05-06T10:00:00", "comment.published")
    found, row = steps(norm, published)
    assert row["status"] == "violated"
    assert found[0][2] == "до события p (comment.published) по делу не было события comment.agreed"
    found, row = steps(norm, published, event("a", "2024-05-06T09:00:00", "comment.agreed"))
    assert found[0] == (
        "2024-05-06T09:00:00+03:00",
        "2024-05-06T10:00:00+03:00",
        "событие a (comment.agreed) не позже события p (comment.published)",
    )


@pytest.mark.parametrize(
    "due, day", [({"month": 2, "day": 30}, "29 февраля"), ({"weekday": "friday"}, "3 января")]
)
def test_due_days_of_a_year(due, day):
    norm = {"kind": "report", "title": "Отчёт", "every": "year", "due": due}
    rows, _, _ = look(profile({"n": norm}), [], "2025-01-01")
    assert day in " ".join(step["reason"] for step in rows[0]["steps"])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenario())
def test_every_derivation_ends_where_the_kernel_does(drawn):
    profiles, events, as_of = drawn
    rows, found, log = answer(compiled(profiles), [events], as_of)
    maker = StepMaker(found.plan, log.frame)
    for part in found.parts:
        for reading in range(len(part.group.norms[part.version].readings)):
            derived = maker.derived(part, part.frame, reading)
            for row, one in zip(part.frame.iter_rows(named=True), derived, strict=True):
                known = row[f"st_{reading}"] < Status.UNDETERMINED or row[f"st_{reading}"] == Status.REJECTED
                expected = (row[f"nom_{reading}"], row[f"due_{reading}"]) if known else (None, None)
                assert (one.nominal, one.due) == expected
                assert one.steps
    for row in rows:
        if row["due_at"] is not None:
            assert row["due_at"] in {step["after"] for step in row["steps"]}


HOURS = {"wednesday": ["08:00-12:00", "13:00-17:00"], "thursday": ["08:00-12:00", "13:00-17:00"]}


def test_after_hours_is_a_step_of_its_own():
    """Wednesday 15 May 2024, 18:00: from Thursday, 8:00; three days after the 16th end on the 19th."""
    norm = response(within={"days": 3}, after_hours="next_working_day")
    found, row = steps(norm, event("e", "2024-05-15T18:00:00"), office_hours=HOURS)
    assert found[0] == (
        "2024-05-15T18:00:00+03:00",
        "2024-05-16T08:00:00+03:00",
        "15 мая: событие после окончания рабочего времени; счёт со следующего рабочего дня, 16 мая 2024 года",
    )
    assert found[1][2] == "16 мая 2024 года: этот день в срок не входит, счёт со следующего дня"
    assert (row["opened_at"], row["due_at"]) == ("2024-05-15T18:00:00+03:00", "2024-05-19T23:59:59+03:00")
    assert row["steps"][0]["clause"] == "п. 1"


def test_after_hours_on_a_day_without_hours_and_before_they_begin():
    """Friday has no office hours here: the next day that has some is Wednesday 22 May."""
    norm = response(within={"hours": 2}, after_hours="next_working_day")
    found, row = steps(norm, event("e", "2024-05-17T10:00:00"), office_hours=HOURS)
    assert found[0][2] == (
        "17 мая: событие в нерабочий день (по режиму работы рабочего времени нет); "
        "счёт со следующего рабочего дня, 22 мая 2024 года"
    )
    assert found[1][2] == "2 часа с этого начала; действие ровно в этот момент — в срок"
    assert row["due_at"] == "2024-05-22T10:00:00+03:00"
    found, row = steps(norm, event("e", "2024-05-15T07:00:00"), office_hours=HOURS)
    assert found[0][2] == "15 мая: событие до начала рабочего времени, счёт с его начала"
    assert row["due_at"] == "2024-05-15T10:00:00+03:00"


def test_a_sample_says_how_many_there_were_under_each_reading():
    norm = {
        "kind": "report",
        "title": "рейтинг",
        "every": "month",
        "due": {"day": 5, "of": "next_month"},
        "sample": {"of": "appeal.registered", "at_least": 1, "where": {"channel": "pos"}},
        "readings": {"number": {}},
        "source": {"locator": "п. 1"},
    }
    question = {
        "title": "сколько",
        "alternatives": {
            "one": {"title": "одно", "patch": {}},
            "two": {"title": "два", "patch": {"sample": {"at_least": 2}}},
        },
    }
    one = event("e", "2024-05-15T10:00:00", "appeal.registered") | {"channel": "pos"}
    found, row = steps(norm, one, as_of="2024-06-01", readings={"number": question})
    counted = "выборка за период: 1 событие (appeal.registered по условию выборки), нужно не меньше"
    assert row["period"] == "2024-05"
    assert found[0][2] == f"{counted} 1"
    assert found[-1][2] == f"{counted} 2: по этому прочтению отчёта за период нет"
    assert row["status"] == "undetermined"
