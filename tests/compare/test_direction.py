"""Which way due instants move, and the days that show it, counted by hand."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from compare.pairs import Doc, operand, report, response, world
from poryadok.clock.calendars import Calendar, Day
from poryadok.compare.bench import Bench, places_of
from poryadok.compare.differences import diff
from poryadok.compare.openings import events
from poryadok.compare.rules import MIRRORED
from poryadok.compare.texts import Side

OFFICE = {
    "monday": ["09:00-12:00", "13:00-17:00"],
    "tuesday": ["09:00-12:00", "13:00-17:00"],
    "wednesday": ["09:00-12:00", "13:00-17:00"],
    "thursday": ["09:00-12:00", "13:00-17:00"],
    "friday": ["09:00-12:00", "13:00-16:00"],
}
PROMPT = {"one-hour": {"standard": None, "hours": 1}, "same-day": {"standard": None, "calendar_days": 0}}
MOSCOW = ZoneInfo("Europe/Moscow")
ROLLS: dict[str, Doc] = {"keep": {}, "next": {"roll": "next"}, "previous": {"roll": "previous"}}


def question(adopted: str | None = None, **alternatives: Doc) -> Doc:
    """A question with its answers as patches."""
    said = {"adopted": adopted} if adopted else {}
    return {"title": "?", **said, "alternatives": {key: {"patch": one} for key, one in alternatives.items()}}


def prompt(adopted: str | None = None, **more: Doc) -> Doc:
    """The question what «незамедлительно» means."""
    return {"promptness": question(adopted, **{key: {"within": one} for key, one in (PROMPT | more).items()})}


def activity(**fields: Any) -> Doc:
    return {"kind": "activity", "bearer": "office", "every": "week", "closes": "page.posted", **fields}


def once(day: str, **fields: Any) -> Doc:
    return {"kind": "once", "bearer": "office", "due": {"date": day}, "closes": "meeting.held", **fields}


def classes(one: Doc, other: Doc, *, all_years: bool = False, **sections: Any) -> dict[str, str]:
    """What differs between two worlds of one norm, each with its class; the mirror is checked on the way."""
    a, b = (operand(world(norm, **sections), all_years=all_years) for norm in (one, other))
    there, back = diff(a, b), diff(b, a)
    turned = [(change.path, MIRRORED[change.cls]) for change in there.changes]
    assert turned == [(change.path, change.cls) for change in back.changes]
    return {change.path.removeprefix("norms/n0/"): change.cls for change in there.changes}


TERMS = {
    "3 hours, 1 hour": ({"within": {"hours": 3}}, {"within": {"hours": 1}}, "tightened"),
    "90 minutes, 2 hours": ({"within": {"minutes": 90}}, {"within": {"hours": 2}}, "relaxed"),
    "60 minutes, 1 hour": ({"within": {"minutes": 60}}, {"within": {"hours": 1}}, "editorial"),
    # see test_5_days_and_3_working_days for the days that show it
    "5 days, 3 working days": (
        {"within": {"calendar_days": 5}},
        {"within": {"working_days": 3}},
        "redefined",
    ),
    # the last of 7 days and of one week is the same weekday a week later
    "7 days, 1 week": ({"within": {"calendar_days": 7}}, {"within": {"weeks": 1}}, "editorial"),
    "days, calendar days": ({"within": {"days": 5}}, {"within": {"calendar_days": 5}}, "editorial"),
    # months are 28 to 31 days long: 30 days end later after 31 January, earlier after 31 July
    "30 days, 1 month": ({"within": {"days": 30}}, {"within": {"months": 1}}, "redefined"),
    # 31 days are never shorter than a month; from 1 April they are longer
    "31 days, 1 month": ({"within": {"days": 31}}, {"within": {"months": 1}}, "tightened"),
    # 24 hours from any instant end on the next day, and at 23:59:59 only if they began then
    "24 hours, 1 day": ({"within": {"hours": 24}}, {"within": {"days": 1}}, "relaxed"),
    "24 hours, the same day": ({"within": {"hours": 24}}, {"within": {"days": 0}}, "tightened"),
    # from 21:00 on three hours reach into the next day, from 20:00 they do not
    "3 hours, the same day": ({"within": {"hours": 3}}, {"within": {"days": 0}}, "redefined"),
    # one working day after a Friday is Monday, three days after it as well; after a Monday it is less
    "3 days, 1 working day": ({"within": {"days": 3}}, {"within": {"working_days": 1}}, "redefined"),
    "no term, a term": ({"within": None}, {"within": {"days": 30}}, "tightened"),
    "no term, the request's": ({"within": None}, {"within": {"field": "due"}}, "tightened"),
    # the request may ask for less than five days, or for more, or set nothing
    "5 days, the request's": ({"within": {"days": 5}}, {"within": {"field": "due"}}, "redefined"),
    "a word alone, 1 hour": ({"within": {"standard": "быстро"}}, {"within": {"hours": 1}}, "redefined"),
    "two words alone": ({"within": {"standard": "быстро"}}, {"within": {"standard": "скоро"}}, "redefined"),
    "a word alone, no term": ({"within": {"standard": "быстро"}}, {"within": None}, "redefined"),
    # both words are answered by the same question: the same dates are defensible
    "two words, one question": (
        {"within": {"standard": "быстро"}, "readings": prompt()},
        {"within": {"standard": "скоро"}, "readings": prompt()},
        "editorial",
    ),
}


@pytest.mark.parametrize("name", TERMS)
def test_the_term_of_an_answer(name: str) -> None:
    one, other, expected = TERMS[name]
    assert classes(response(**one), response(**other)) == {"within": expected}


FIELDS = {
    # the roll moves a last day on a day off: forward it gives time, back it takes it
    "roll next": ({}, {"roll": "next"}, {"roll": "relaxed"}),
    "roll previous": ({}, {"roll": "previous"}, {"roll": "tightened"}),
    "roll next, previous": ({"roll": "next"}, {"roll": "previous"}, {"roll": "tightened"}),
    # an hour is not rolled
    "roll of hours": (
        {"within": {"hours": 3}},
        {"within": {"hours": 3}, "roll": "next"},
        {"roll": "editorial"},
    ),
    # the third working day is a working day: there is nothing to roll
    "roll of working days": (
        {"within": {"working_days": 3}},
        {"within": {"working_days": 3}, "roll": "next"},
        {"roll": "editorial"},
    ),
    "day zero": ({}, {"day_zero": "include"}, {"day_zero": "tightened"}),
    "extension": ({}, {"extend": {"event": "message.routed", "by": {"days": 3}}}, {"extend": "relaxed"}),
    "longer extension": (
        {"extend": {"event": "message.routed", "by": {"days": 3}}},
        {"extend": {"event": "message.routed", "by": {"days": 5}}},
        {"extend": "relaxed"},
    ),
    "twice": (
        {"extend": {"event": "message.routed", "by": {"days": 3}}},
        {"extend": {"event": "message.routed", "by": {"days": 3}, "times": 2}},
        {"extend": "relaxed"},
    ),
    # once by five days is more, twice by three is more still
    "once by 5, twice by 3": (
        {"extend": {"event": "message.routed", "by": {"days": 5}}},
        {"extend": {"event": "message.routed", "by": {"days": 3}, "times": 2}},
        {"extend": "redefined"},
    ),
    "carried by the event": (
        {"extend": {"event": "message.routed", "by": {"days": 5}}},
        {"extend": {"event": "message.routed", "by": {"field": "data.days", "unit": "days"}}},
        {"extend": "redefined"},
    ),
    "another event extends": (
        {"extend": {"event": "message.routed", "by": {"days": 5}}},
        {"extend": {"event": "message.returned", "by": {"days": 5}}},
        {"extend": "redefined"},
    ),
    # each field by itself: 3 days are fewer than 5, and a roll forward gives time
    "two fields, two ways": (
        {},
        {"within": {"calendar_days": 3}, "roll": "next"},
        {"within": "tightened", "roll": "relaxed"},
    ),
    # the term goes from hours to days; an extension in days cannot lengthen hours
    "other family": (
        {"within": {"hours": 3}, "extend": {"event": "message.routed", "by": {"hours": 1}}},
        {"within": {"days": 3}, "extend": {"event": "message.routed", "by": {"days": 1}}},
        {"within": "relaxed", "extend": "redefined"},
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_what_moves_the_term(name: str) -> None:
    one, other, expected = FIELDS[name]
    assert classes(response(**one), response(**other)) == expected


def test_days_off_by_decree() -> None:
    # those of 2020 and 2021 count as days off: the third working day comes later; other years have none
    norms = [response(within={"working_days": 3}, presidential_days=rest) for rest in (None, "rest")]
    assert classes(norms[0], norms[1], all_years=True) == {"presidential_days": "relaxed"}
    assert classes(norms[0], norms[1]) == {"presidential_days": "editorial"}


PERIODS = {
    "day 10": (report(), report(due={"day": 10, "of": "next_month"}), {"due": "relaxed"}),
    # Q4 is due on 5 January, a day off: forward it is later, back it falls into the old year
    "roll next": (report(), report(roll="next"), {"roll": "relaxed"}),
    "roll previous": (report(), report(roll="previous"), {"roll": "tightened"}),
    # the last day of a quarter's last month is the quarter's end
    "the same day": (report(due=None), report(due={"day": 31, "of": "last_month"}), {"due": "editorial"}),
    "the period's end": (report(), report(due=None), {"due": "tightened"}),
    # every month is more often, and each of its dues comes no later than the quarter's
    "each month": (report(), report(every="month"), {"every": "tightened"}),
    "each year": (report(), report(every="year"), {"every": "relaxed"}),
    "full periods only": (report(), report(first_period="full-only"), {"first_period": "relaxed"}),
    "Sunday is the week's end": (
        report(every="week", due=None),
        report(every="week", due={"weekday": "sunday"}),
        {"due": "editorial"},
    ),
    "Friday": (
        report(every="week", due=None),
        report(every="week", due={"weekday": "friday"}),
        {"due": "tightened"},
    ),
    "three a week": (activity(count=2), activity(count=3), {"count": "tightened"}),
    "two a month": (activity(count=2), activity(count=2, every="month"), {"every": "relaxed"}),
    "working days": (
        activity(every="day"),
        activity(every="day", day_kind="working"),
        {"day_kind": "relaxed"},
    ),
    "a later date": (once("2025-03-03"), once("2025-04-01"), {"due": "relaxed"}),
    # 8 March 2025 is a Saturday
    "a date rolled": (once("2025-03-08"), once("2025-03-08", roll="next"), {"roll": "relaxed"}),
    "a working day rolled": (once("2025-03-03"), once("2025-03-03", roll="next"), {"roll": "editorial"}),
}


@pytest.mark.parametrize("name", PERIODS)
def test_duties_by_periods(name: str) -> None:
    one, other, expected = PERIODS[name]
    assert classes(one, other) == expected


def dues(norm: Doc, moments: list[datetime]) -> list[str]:
    """The due days of openings at these local moments (the first or last second of a day)."""
    side = operand(world(norm))
    text, places = Side.of(side, "n0").text(), places_of(side, side)
    rows = Bench([text], places).dues(text, by_order=False)
    found = []
    for moment in moments:
        number = 2 * (moment.date() - places[0].days[0]).days + (moment.hour > 0)
        due = rows.filter(pl.col("key") == str(number))["early"].item()
        found.append(datetime.fromtimestamp(due, MOSCOW).strftime("%Y-%m-%d %H:%M:%S"))
    return found


def test_5_days_and_3_working_days() -> None:
    # Monday 3 March 2025: the fifth day after it is Saturday the 8th, three working days end on the 6th.
    # Wednesday 11 June 2025: the fifth day after it is Monday the 16th; 12 June is a holiday, the 13th is off
    # (moved from 8 March), 14 and 15 are a weekend: the working days are 16, 17, 18 June.
    moments = [datetime(2025, 3, 3, tzinfo=MOSCOW), datetime(2025, 6, 11, 23, 59, 59, tzinfo=MOSCOW)]
    by_days = dues(response(within={"calendar_days": 5}), moments)
    by_working_days = dues(response(within={"working_days": 3}), moments)
    assert by_days == ["2025-03-08 23:59:59", "2025-06-16 23:59:59"]
    assert by_working_days == ["2025-03-06 23:59:59", "2025-06-18 23:59:59"]


def test_office_hours_are_those_of_each_text() -> None:
    # 4 working hours are at least 4 hours by the clock, and longer over any lunch, night or weekend
    four, clock = response(within={"working_hours": 4}), response(within={"hours": 4})
    assert classes(four, clock, office_hours=OFFICE) == {"within": "tightened"}
    five = response(within={"working_hours": 5})
    assert classes(four, five, office_hours=OFFICE) == {"within": "relaxed"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("roll", "keep", ROLLS), ("roll", "next", ROLLS), {"readings/roll/adopted": "relaxed"}),
        (("roll", "keep", ROLLS), ("roll", "previous", ROLLS), {"readings/roll/adopted": "tightened"}),
        # none adopted: the earliest of the three is earlier than kept, the latest is later
        (("roll", "keep", ROLLS), ("roll", None, ROLLS), {"readings/roll/adopted": "redefined"}),
    ],
)
def test_the_adopted_answer(one: Any, other: Any, expected: Doc) -> None:
    norms = [response(readings={key: question(adopted, **answers)}) for key, adopted, answers in (one, other)]
    assert classes(*norms) == expected


def test_an_answer_that_changes_more_than_the_term() -> None:
    answers: dict[str, Doc] = {"received": {}, "routed": {"opens": "message.routed"}}
    norms = [response(readings={"start": question(adopted, **answers)}) for adopted in answers]
    assert classes(*norms) == {"readings/start/adopted": "redefined"}


def test_a_question_without_an_adopted_answer_is_compared_by_all_of_its_answers() -> None:
    # one hour or the same day, against one hour: at 00:00:00 the latest due instant is 01:00 instead of
    # 23:59:59, earlier; at 23:59:59 the earliest is 00:59:59 of the next day instead of 23:59:59, later
    standard = {"within": {"standard": "быстро"}}
    norms = [response(**standard, readings=prompt(adopted)) for adopted in (None, "one-hour")]
    assert classes(*norms) == {"readings/promptness/adopted": "redefined"}


def test_a_word_with_its_question_against_a_number() -> None:
    # an hour or the same day against three working days: whatever the word means, three days end later
    one = response(within={"standard": "быстро"}, readings=prompt())
    other = response(within={"working_days": 3})
    assert classes(one, other) == {"within": "relaxed", "readings/promptness": "redefined"}
    # two hours are more than one, but before 21:00 they end earlier than the day
    two_hours = response(within={"hours": 2})
    assert classes(one, two_hours) == {"within": "redefined", "readings/promptness": "redefined"}


def test_an_exception_by_the_term_under_it() -> None:
    def urgent(**patch: Any) -> Doc:
        return response(exceptions={"urgent": {"where": {"priority": "urgent"}, "patch": patch}})

    # the rule is 5 days: one day in urgent cases is stricter, ten are milder
    assert classes(response(), urgent(within={"calendar_days": 1})) == {"exceptions/urgent": "tightened"}
    assert classes(response(), urgent(within={"calendar_days": 10})) == {"exceptions/urgent": "relaxed"}
    one, two = urgent(within={"calendar_days": 1}), urgent(within={"calendar_days": 2})
    assert classes(one, two) == {"exceptions/urgent": "relaxed"}
    # another bearer is no matter of when
    assert classes(one, urgent(within={"calendar_days": 1}, bearer="head")) == {
        "exceptions/urgent": "redefined"
    }


def test_an_open_value_opens_nothing() -> None:
    open_, set_ = {"p": {"type": "period", "set_by": "head"}}, {"p": {"type": "period", "set_by": "head"}}
    set_["p"]["value"] = "month"
    norm = report(every={"parameter": "p"}, due=None)
    a, b = operand(world(norm, parameters=open_)), operand(world(norm, parameters=set_))
    assert [(c.path, c.cls) for c in diff(a, b).changes] == [("parameters/p/value", "duty-new")]
    assert [(c.path, c.cls) for c in diff(b, a).changes] == [("parameters/p/value", "duty-lifted")]
    # the same period, decided there and written here: only who decides is another matter
    written = operand(world(report(every="month", due=None), parameters=set_))
    assert diff(b, written).changes == ()


def test_a_right_has_no_stricter_term() -> None:
    right = {"modality": "right"}
    shorter = classes(response(**right), response(**right, within={"calendar_days": 3}))
    assert shorter == {"within": "redefined"}


def test_both_places_have_a_say() -> None:
    # a calendar without a day off: there three working days are three days; by the other one they are more
    years = frozenset({2024, 2025})
    first = date(2024, 1, 1)
    days = [first + timedelta(days=n) for n in range(731)]
    busy = Calendar("busy", years, {day: Day(True, "working-weekend") for day in days if day.weekday() > 4})
    municipality = {"name": "Пример", "timezone": "Europe/Moscow", "calendar": "busy"}
    norms = response(within={"days": 3}), response(within={"working_days": 3})
    a = replace(operand(world(norms[0], municipality=municipality)), calendars={"busy": busy})
    b = operand(world(norms[1]))
    assert [change.cls for change in diff(a, b).changes] == ["relaxed"]
    assert [change.cls for change in diff(b, a).changes] == ["tightened"]
    there = replace(operand(world(norms[1], municipality=municipality)), calendars={"busy": busy})
    assert [change.cls for change in diff(a, there).changes] == ["editorial"]


def test_a_day_is_not_24_hours_where_the_clock_is_changed() -> None:
    # New York, 2 November 2025 and 3 November 2024: the clock goes back, these days last 25 hours
    municipality = {"name": "Пример", "timezone": "America/New_York", "calendar": "ru"}
    norms = response(within={"hours": 25}), response(within={"days": 0})
    in_moscow = [operand(world(norm)) for norm in norms]
    in_new_york = [operand(world(norm, municipality=municipality)) for norm in norms]
    # 25 hours from a day's first second end on the next day, on those two days at the next one's start
    for pair in (
        (in_moscow[0], in_moscow[1]),
        (in_new_york[0], in_new_york[1]),
        (in_moscow[0], in_new_york[1]),
    ):
        assert [change.cls for change in diff(*pair).changes] == ["tightened"]
        assert [change.cls for change in diff(*pair[::-1]).changes] == ["relaxed"]
    # 24 hours and a half: longer than any day but these two
    norms = response(within={"minutes": 1470}), response(within={"days": 0})
    assert classes(*norms) == {"within": "tightened"}
    longer = [operand(world(norm, municipality=municipality)) for norm in norms]
    assert [change.cls for change in diff(*longer).changes] == ["redefined"]


def test_without_a_calendar_nothing_is_said_of_working_days() -> None:
    norms = response(), response(within={"working_days": 3})
    a, b = (replace(operand(world(norm)), calendars={}) for norm in norms)
    assert [change.cls for change in diff(a, b).changes] == ["redefined"]


def test_the_bench_begins_inside_of_every_period() -> None:
    side = operand(world(report()))
    text = Side.of(side, "n0").text()
    rows = Bench([text], places_of(side, side)).dues(text, by_order=False)
    assert rows["key"].to_list() == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]


LATE = {"after_hours": "next_working_day"}
SAMPLE = {"of": "message.received", "at_least": 10}
AFTER_HOURS = {
    # from the next working day on: never earlier
    "days": ({}, LATE, {"after_hours": "relaxed"}),
    "working days": (
        {"within": {"working_days": 3}},
        {"within": {"working_days": 3}, **LATE},
        # on a day off the count begins with the next working day anyway; after 17:00 of a working one it is
        # one day later
        {"after_hours": "relaxed"},
    ),
    "minutes": (
        {"within": {"minutes": 30}},
        {"within": {"minutes": 30}, **LATE},
        {"after_hours": "relaxed"},
    ),
    # working hours do not run at night anyway
    "working hours": (
        {"within": {"working_hours": 4}},
        {"within": {"working_hours": 4}, **LATE},
        {"after_hours": "editorial"},
    ),
    # nothing is counted
    "no term": ({"within": None}, {"within": None, **LATE}, {"after_hours": "editorial"}),
    "the request's": (
        {"within": {"field": "due"}},
        {"within": {"field": "due"}, **LATE},
        {"after_hours": "editorial"},
    ),
    # three hours from 9:00 end at noon; so do three working hours. From 11:00 they end at 14:00 and, over
    # lunch, at 15:00; nowhere are working hours earlier
    "hours, working hours": (
        {"within": {"hours": 3}, **LATE},
        {"within": {"working_hours": 3}, **LATE},
        {"within": "relaxed"},
    ),
    # an answer to a question may say so as well
    "an answer": (
        {"readings": {"late": question("no", no={}, yes=LATE)}},
        {"readings": {"late": question("yes", no={}, yes=LATE)}},
        {"readings/late/adopted": "relaxed"},
    ),
    # urgent cases alone are counted from the event itself
    "an exception": (
        LATE,
        {
            **LATE,
            "exceptions": {"urgent": {"where": {"priority": "urgent"}, "patch": {"after_hours": "keep"}}},
        },
        {"exceptions/urgent": "tightened"},
    ),
}


@pytest.mark.parametrize("name", AFTER_HOURS)
def test_openings_after_office_hours(name: str) -> None:
    one, other, expected = AFTER_HOURS[name]
    assert classes(response(**one), response(**other), office_hours=OFFICE) == expected


def test_the_days_on_which_an_evening_counts_for_the_next_day() -> None:
    # Wednesday 12 March 2025: at 17:00:00 it is still that day, a second later it is Thursday. Friday 7 March
    # is the eve of a holiday, an hour shorter: it ends at 15:00, then comes Monday the 10th. Saturday 15
    # March is off: Monday the 17th. Before 9:00 the day is the same.
    side = operand(world(response(within={"calendar_days": 3}, **LATE), office_hours=OFFICE))
    text, place = Side.of(side, "n0").text(), places_of(side, side)[0]
    assert text.office is not None
    docs = [json.loads(one) for one in text.readings]
    opened = events(docs, [text.office], place.days, place.timezone)["t"].to_list()
    found = Bench([text], [place]).dues(text, by_order=False)
    for moment, due in (
        ("2025-03-12T17:00:00", "2025-03-15"),
        ("2025-03-12T17:00:01", "2025-03-16"),
        ("2025-03-12T08:59:59", "2025-03-15"),
        ("2025-03-07T15:00:00", "2025-03-10"),
        ("2025-03-07T15:00:01", "2025-03-13"),
        ("2025-03-15T00:00:00", "2025-03-20"),
    ):
        row = opened.index(int(datetime.fromisoformat(f"{moment}+03:00").timestamp()))
        said = found.filter(pl.col("key") == str(row))["early"].item()
        assert datetime.fromtimestamp(said, MOSCOW) == datetime.fromisoformat(f"{due}T23:59:59+03:00")


def test_office_hours_may_be_those_of_one_act_alone() -> None:
    # the other act is silent about its hours: what needs them is counted by those that there are
    urgent = {"where": {"priority": "urgent"}}
    for norms, path in (
        ((response(), response(**LATE)), "norms/n0/after_hours"),
        ((response(), response(exceptions={"x": {**urgent, "patch": LATE}})), "norms/n0/exceptions/x"),
        ((response(within={"hours": 4}), response(within={"working_hours": 4})), "norms/n0/within"),
    ):
        a, b = operand(world(norms[0])), operand(world(norms[1], office_hours=OFFICE))
        there, back = (
            {change.path: change.cls for change in diff(*pair).changes} for pair in ((a, b), (b, a))
        )
        assert (there[path], back[path]) == ("relaxed", "tightened")


def test_an_exception_in_working_hours_that_the_other_act_has_not() -> None:
    # four working hours from any morning are less than five days; from the evening of Saturday 28 December
    # 2024 (worked for Monday the 30th) they run on 9 January, after all holidays: five days are 2 January
    patch = {"within": {"calendar_days": None, "working_hours": 4}}
    exceptions = {"x": {"where": {"priority": "urgent"}, "patch": patch}}
    a, b = operand(world(response())), operand(world(response(exceptions=exceptions), office_hours=OFFICE))
    found = {change.path: change.cls for change in diff(a, b).changes}
    assert found["norms/n0/exceptions/x"] == "redefined"


SAMPLES = {
    "its due day": (
        report(sample=SAMPLE),
        report(sample=SAMPLE, due={"day": 10, "of": "next_month"}),
        {"due": "relaxed"},
    ),
    # ten in a quarter may be three, three and four in its months: no month asks for a report
    "its period": (report(sample=SAMPLE), report(sample=SAMPLE, every="month"), {"every": "redefined"}),
    "one has a sample": (
        report(),
        report(sample=SAMPLE, every="month"),
        {"every": "redefined", "sample": "relaxed"},
    ),
    # the answer that asks for a sample: what is contested is how often, not when
    "by an answer": (
        report(readings={"few": question("no", no={}, yes={"sample": SAMPLE})}),
        report(readings={"few": question("yes", no={}, yes={"sample": SAMPLE})}),
        {"readings/few/adopted": "redefined"},
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_reports_by_a_sample(name: str) -> None:
    one, other, expected = SAMPLES[name]
    assert classes(one, other) == expected


def test_a_period_still_undecided_opens_nothing_whatever_the_sample() -> None:
    open_ = {"p": {"type": "period", "set_by": "head"}}
    norm = report(every={"parameter": "p"}, sample=SAMPLE)
    decided = {"p": {**open_["p"], "value": "month"}}
    a, b = operand(world(norm, parameters=open_)), operand(world(norm, parameters=decided))
    assert [change.cls for change in diff(a, b).changes] == ["duty-new"]
    quarter = operand(world(norm, parameters={"p": {**open_["p"], "value": "quarter"}}))
    assert [change.cls for change in diff(b, quarter).changes] == ["redefined"]
