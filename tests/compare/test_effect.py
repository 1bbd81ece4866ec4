"""The effect of a difference on a log: which obligations change status, due instant or bearer. By hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from compare.witness_world import Doc, answer, text
from kernel.kernel_world import logged
from poryadok.compare.effect import with_effect
from poryadok.compare.model import Diff, Operand
from poryadok.log.record import Log

AS_OF = date(2026, 3, 24)


def event(number: int, time: str, kind: str, case: str | None = None, **fields: Any) -> Doc:
    record = {
        "id": f"e{number}",
        "time": f"2026-{time}+03:00",
        "type": kind,
        "municipality": "primer",
        **fields,
    }
    return record if case is None else {**record, "case": case}


def sides(a: dict[str, Doc], b: dict[str, Doc], **sections: Any) -> Diff:
    return Diff(text(a, **sections), text(b, **sections), (), ())


def effect(found: Diff, events: Sequence[Doc], as_of: Any = AS_OF) -> dict[str, tuple[Any, Any]]:
    """Status, due instant and bearer by each text, by obligation, of a log read by A's rules."""
    log = logged([found.a.profile], [events])
    assert log.rejected == 0
    made = with_effect(found, log.frame, as_of).effect
    assert made is not None
    assert [one.obligation for one in made] == sorted(one.obligation for one in made)
    return {one.obligation: (short(one.a), short(one.b)) for one in made}


def short(side: Any) -> tuple[str, str | None, str | None] | None:
    if side is None:
        return None
    assert set(side) == {"status", "due_at", "bearer", "contested"}
    return side["status"], side["due_at"] and side["due_at"][5:16], side["bearer"]


def test_status_due_and_bearer():
    """Five days against three, as of the end of 24 March.

    К-1, 18 March, answered on the 22nd at noon: due the 23rd or the 21st, in time or late. К-2, 10 March,
    answered the next day: in time by both, but due the 15th or the 13th. К-3, 18 March, never answered.
    """
    events = [
        event(1, "03-18T10:00:00", "message.received", "К-1"),
        event(2, "03-22T12:00:00", "message.answered", "К-1"),
        event(3, "03-10T10:00:00", "message.received", "К-2"),
        event(4, "03-11T10:00:00", "message.answered", "К-2"),
        event(5, "03-18T10:00:00", "message.received", "К-3"),
    ]
    found = sides({"n": answer()}, {"n": answer(within={"calendar_days": 3})})
    assert effect(found, events) == {
        "primer/n/К-1": (("fulfilled", "03-23T23:59", "office"), ("late", "03-21T23:59", "office")),
        "primer/n/К-2": (("fulfilled", "03-15T23:59", "office"), ("fulfilled", "03-13T23:59", "office")),
        "primer/n/К-3": (("overdue", "03-23T23:59", "office"), ("overdue", "03-21T23:59", "office")),
    }
    other = sides({"n": answer()}, {"n": answer(bearer="centre")})
    assert effect(other, events[:2]) == {
        "primer/n/К-1": (("fulfilled", "03-23T23:59", "office"), ("fulfilled", "03-23T23:59", "centre"))
    }


def test_an_instant_between_the_due_instants():
    events = [event(1, "03-18T10:00:00", "message.received", "К-1")]
    found = sides({"n": answer(within={"hours": 3})}, {"n": answer(within={"hours": 5})})
    at = datetime.fromisoformat("2026-03-18T14:00:00+03:00")
    assert effect(found, events, at) == {
        "primer/n/К-1": (("overdue", "03-18T13:00", "office"), ("pending", "03-18T15:00", "office"))
    }
    with pytest.raises(ValueError, match="offset"):
        with_effect(found, logged([found.a.profile], [events]).frame, at.replace(tzinfo=None))


def test_obligations_appear_and_vanish_and_keep_their_numbers():
    """Opened by registration too: К-2. The second opening of К-1 is its «#2», and stays so by both texts."""
    events = [
        event(1, "03-02T10:00:00", "message.received", "К-1"),
        event(2, "03-03T10:00:00", "message.answered", "К-1"),
        event(3, "03-18T10:00:00", "message.received", "К-1"),
        event(4, "03-19T10:00:00", "appeal.registered", "К-2"),
        event(5, "03-20T10:00:00", "message.received", "К-3", track="redirect"),
    ]
    opens = ["message.received", "appeal.registered"]
    found = sides({"n": answer()}, {"n": answer(opens=opens, where={"track": {"not": "redirect"}})})
    assert effect(found, events) == {
        "primer/n/К-2": (None, ("pending", "03-24T23:59", "office")),
        "primer/n/К-3": (("pending", "03-25T23:59", "office"), None),
    }
    later = sides({"n": answer()}, {"n": answer(within={"calendar_days": 3})})
    assert "primer/n/К-1#2" in effect(later, events)


def test_nothing_changes_against_itself_or_where_only_the_dispute_does():
    roll = {"adopted": "keep", "alternatives": {"keep": {"patch": {}}, "next": {"patch": {"roll": "next"}}}}
    events = [event(1, "03-17T10:00:00", "message.received", "К-1")]
    same = sides({"n": answer()}, {"n": answer()})
    assert effect(same, events) == {}
    asked = sides({"n": answer()}, {"n": answer(readings={"roll": {}})}, readings={"roll": roll})
    assert effect(asked, events) == {}


def test_periods_and_one_off_duties():
    """The quarter's report is due on 5 January or on 10 January; a date of its own names the one-off duty."""
    report = {"kind": "report", "bearer": "office", "every": "quarter", "due": {"day": 5, "of": "next_month"}}
    once = {"kind": "once", "bearer": "office", "due": {"date": "2026-03-02"}, "closes": "meeting.held"}
    acts = {"act": {"in_force": {"from": "2025-10-01"}}}
    first = {"r": report, "o": once}
    second = {
        "r": {**report, "due": {"day": 10, "of": "next_month"}},
        "o": {**once, "due": {"date": "2026-04-01"}},
    }
    events = [event(1, "01-07T10:00:00", "report.submitted", period="2025-Q4")]
    assert effect(sides(first, second, **acts), events) == {
        "primer/o/2026-03-02": (("overdue", "03-02T23:59", "office"), ("pending", "04-01T23:59", "office")),
        "primer/r/2025-Q4": (("late", "01-05T23:59", "office"), ("fulfilled", "01-10T23:59", "office")),
    }


REQUEST = {"kind": "request", "bearer": "office", "opens": "request.received", "closes": "request.answered"}


def test_an_event_is_for_the_norm_that_it_names_or_for_the_only_one_of_the_first_text():
    """A has one request norm, so an event without a name is for it; B has that one and another.

    By B's own reader such an event would be for neither; in A's log it is for A's. It opens nothing else.
    """
    events = [event(1, "03-18T10:00:00", "request.received", "З-1")]
    found = sides({"a.one": REQUEST}, {"a.one": {**REQUEST, "bearer": "centre"}, "b.two": REQUEST})
    assert effect(found, events) == {
        "primer/a.one/З-1": (("pending", None, "office"), ("pending", None, "centre"))
    }


def test_an_event_for_a_norm_that_the_other_text_lacks_is_for_none_of_its_norms():
    events = [event(1, "03-18T10:00:00", "request.received", "З-1", norm="a.one")]
    found = sides({"a.one": REQUEST}, {"b.two": REQUEST})
    assert effect(found, events) == {"primer/a.one/З-1": (("pending", None, "office"), None)}


def test_a_log_may_know_the_norms_of_the_second_text():
    """An amendment has added a norm; the log, read by both texts, tells of it."""
    events = [event(1, "03-18T10:00:00", "request.received", "З-1", norm="b.two")]
    found = sides({"a.one": REQUEST}, {"a.one": REQUEST, "b.two": REQUEST})
    log = logged([found.b.profile], [events])
    made = with_effect(found, log.frame, AS_OF).effect
    assert [(one.obligation, one.norm, one.a) for one in made or ()] == [("primer/b.two/З-1", "b.two", None)]


def test_only_the_events_of_the_first_municipality_count():
    """Both texts are judged in its place: the log of the other one is left alone."""
    east = {"municipality": {"name": "Пример", "timezone": "Asia/Yekaterinburg", "calendar": "ru"}}
    a, b = text({"n": answer()}), named("other", text({"n": answer(bearer="centre")}, **east))
    events = [
        event(1, "03-18T10:00:00", "message.received", "К-1"),
        {**event(2, "03-18T10:00:00", "message.received", "К-9"), "municipality": "other"},
    ]
    log: Log = logged([a.profile, b.profile], [events])
    made = with_effect(Diff(a, b, (), ()), log.frame, AS_OF).effect
    assert made is not None
    assert [(one.obligation, one.b) for one in made] == [
        (
            "primer/n/К-1",
            {
                "status": "overdue",
                "due_at": "2026-03-23T23:59:59+03:00",
                "bearer": "centre",
                "contested": False,
            },
        )
    ]


def named(name: str, side: Operand) -> Operand:
    return replace(side, id=name, profile=replace(side.profile, id=name))


def test_the_head_of_a_sector_is_by_each_text():
    """The text names the head of the event's sector; the texts name other heads of roads, none of energy."""
    norm = answer(bearer={"head_of": "sector"})
    a = text({"n": norm}, sectors={"roads": {"head": "one"}, "energy": {}})
    b = text({"n": norm}, sectors={"roads": {"head": "two"}, "energy": {}})
    events = [
        event(1, "03-20T10:00:00", "message.received", "К-1", sector="roads"),
        event(2, "03-20T10:00:00", "message.received", "К-2", sector="energy"),
    ]
    assert effect(Diff(a, b, (), ()), events) == {
        "primer/n/К-1": (("pending", "03-25T23:59", "one"), ("pending", "03-25T23:59", "two"))
    }


def test_an_empty_log():
    found = sides({"n": answer()}, {"n": answer(bearer="centre")})
    assert effect(found, []) == {}
