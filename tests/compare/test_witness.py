"""The smallest log on which two texts answer differently; dates derived by hand, see ``witness_cases``."""

from dataclasses import replace

import pytest

from compare.witness_cases import CASES, EXTENDED, HOURS, LATE, ROLL, WEDNESDAY, WEEK, once, report, sample
from compare.witness_world import (
    answer,
    change,
    compared,
    judged,
    text,
    told,
    verdicts,
    witness,
)
from poryadok.compare.differences import diff
from poryadok.compare.witness import with_witnesses


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_witness_of_one_change(name):
    a, b, sections, field, events, as_of, said = CASES[name]
    made = witness(compared(a, b, **sections), f"norms/n/{field}")
    assert (told(made), made.as_of, verdicts(made)) == (events, f"{as_of}+03:00", said)


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_event_of_a_witness_is_idle(name):
    """Without any one of its events both texts answer alike."""
    a, b, sections, field, *_ = CASES[name]
    found = compared(a, b, **sections)
    made = witness(found, f"norms/n/{field}")
    for event in made.events:
        less = replace(made, events=tuple(one for one in made.events if one is not event))
        answers = []
        for side in (found.a, found.b):
            rows, _ = judged(side, found.a, less)
            answers.append([(row["status"], row["due_at"]) for row in rows.values()])
        assert answers[0] == answers[1]


def fields_of(made) -> list[dict[str, object]]:
    plain = {"id", "time", "type", "case"}
    return [{key: value for key, value in one.items() if key not in plain} for one in made.events]


@pytest.mark.parametrize(
    ("one", "other", "fields", "missing"),
    [
        ({"channel": "pos"}, {"channel": ["pos", "incident"]}, {"channel": "incident"}, "a"),
        ({}, {"track": {"not": "redirect"}}, {"track": "redirect"}, "b"),
        ({"data.level": 1}, {"data.level": [1, 2]}, {"data": {"level": 2}}, "a"),
        ({"data.urgent": True}, {"data.urgent": [True, False]}, {"data": {"urgent": False}}, "a"),
        # a value that neither condition names: not «redirect», so in the second's scope only
        ({"track": "accelerated"}, {"track": {"not": "redirect"}}, {}, "a"),
        # both fields must be as the first wants them but one
        ({"channel": "pos", "track": "general"}, {"channel": "pos"}, {"channel": "pos"}, "a"),
    ],
)
def test_an_event_in_one_scope_and_not_in_the_other(one, other, fields, missing):
    made = witness(compared(answer(where=one), answer(where=other)), "norms/n/where")
    assert fields_of(made) == [fields]
    assert getattr(made, missing) is None
    assert getattr(made, "b" if missing == "a" else "a")["status"] == "overdue"


def test_what_is_only_counted_names_no_norm():
    """Naming one would keep a message from the norms that answer it."""
    made = witness(compared(report(sample=sample(3)), report(sample=sample(5))), "norms/n/sample")
    assert fields_of(made) == [{}, {}, {}]


def test_a_large_sample_has_no_witness():
    found = compared(report(sample=sample(13)), report(sample=sample(1000)))
    made = change(found, "norms/n/sample")
    assert (made.cls, made.witness) == ("relaxed", None)


def test_what_stands_beside_a_norm_has_no_witness():
    assert change(compared(answer(), answer(alongside="fz59.answer")), "norms/n/alongside").witness is None


def test_office_hours_show_after_hours():
    """Wednesday's office closes an hour later: at 17:01 it is still the 18th there, 5 days are the 23rd."""
    longer = {**WEEK, "wednesday": ["08:00-12:00", "13:00-18:00"]}
    found = compared(answer(**LATE), answer(**LATE), office_hours=WEEK, other={"office_hours": longer})
    made = witness(found, "office_hours/wednesday")
    assert told(made) == ["2026-03-18T17:01 message.received"]
    assert verdicts(made) == [("pending", "2026-03-24T23:59:59"), ("overdue", "2026-03-23T23:59:59")]


def test_office_hours_of_one_act_alone_serve_a_mixture():
    """Five days against three, and the evening: the first act has no office hours to count it by.

    The term: Wednesday the 18th at 10:00, the 23rd against the 21st. After hours: on Friday the 20th at 18:10
    the second text counts from Monday the 23rd to the 26th, longer than the first one's 25th.
    """
    found = compared(answer(), answer(within={"calendar_days": 3}, **LATE), other={"office_hours": WEEK})
    term, late = (witness(found, f"norms/n/{field}") for field in ("within", "after_hours"))
    assert (told(term), told(late)) == ([WEDNESDAY], ["2026-03-20T18:10 message.received"])
    assert verdicts(late) == [("overdue", "2026-03-25T23:59:59"), ("pending", "2026-03-26T23:59:59")]


def test_a_bearer_is_shown_in_breach():
    made = witness(compared(answer(), answer(bearer="centre")), "norms/n/bearer")
    assert told(made) == [WEDNESDAY]
    assert [(one["status"], one["bearer"]) for one in (made.a, made.b)] == [
        ("overdue", "office"),
        ("overdue", "centre"),
    ]


def test_the_head_of_a_sector_is_named():
    sectors = {"roads": {"head": "roads-head"}, "energy": {}}
    found = compared(answer(), answer(bearer={"head_of": "sector"}), sectors=sectors)
    made = witness(found, "norms/n/bearer")
    assert fields_of(made) == [{"sector": "roads"}]
    assert (made.a["bearer"], made.b["bearer"]) == ("office", "roads-head")


def test_a_question_more_shows_as_contested():
    """After Sunday the 22nd: overdue by the answer adopted, not by the other one; the verdict is the same."""
    found = compared(answer(), answer(readings={"roll": {}}), readings={"roll": ROLL})
    made = witness(found, "norms/n/readings/roll")
    assert verdicts(made) == [("overdue", "2026-03-22T23:59:59")] * 2
    assert (made.a["contested"], made.b["contested"]) == (False, True)


def test_each_change_of_one_norm_has_a_witness_of_its_own():
    """Five days, kept, against three, rolled forward, by another bearer.

    The term: Tuesday 17 March, the 22nd against Friday the 20th, where nothing rolls. The roll must show as a
    longer term although the number is smaller: from 29 December 2025 five days are 3 January, and three are
    1 January, a holiday, which rolls over all of them to Monday the 12th.
    """
    found = compared(answer(), answer(within={"calendar_days": 3}, roll="next", bearer="centre"))
    term, roll, bearer = (witness(found, f"norms/n/{field}") for field in ("within", "roll", "bearer"))
    assert verdicts(term) == [("pending", "2026-03-22T23:59:59"), ("overdue", "2026-03-20T23:59:59")]
    assert told(roll) == ["2025-12-29T10:00 message.received"]
    assert verdicts(roll) == [("overdue", "2026-01-03T23:59:59"), ("pending", "2026-01-12T23:59:59")]
    # Wednesday: five days are Monday the 23rd, three are Saturday, rolled to the same Monday
    assert verdicts(bearer) == [("overdue", "2026-03-23T23:59:59")] * 2
    assert (bearer.a["bearer"], bearer.b["bearer"]) == ("office", "centre")


def test_a_roll_of_hours_has_no_witness():
    """Hours do not roll: the field stands in the text and changes nothing, whatever else differs."""
    found = compared(answer(within={"hours": 5}), answer(within={"hours": 3}, roll="next"))
    assert change(found, "norms/n/roll").witness is None
    assert verdicts(witness(found, "norms/n/within")) == [
        ("pending", "2026-03-18T15:00:00"),
        ("overdue", "2026-03-18T13:00:00"),
    ]


def test_a_mixture_that_is_no_norm_falls_back_on_the_whole_texts():
    """Hours with an extension in days would be no norm: the extension is shown by the texts as they are."""
    hours = answer(within={"hours": 3}, extend={"event": "appeal.extended", "by": {"hours": 2}})
    found = compared(hours, answer(extend=EXTENDED))
    made = witness(found, "norms/n/extend")
    assert verdicts(made) == [("overdue", "2026-03-18T13:00:00"), ("pending", "2026-03-23T23:59:59")]


def test_a_norm_on_one_side_only():
    found = with_witnesses(diff(text({"n": answer()}), text({})))
    made = witness(found, "norms/n")
    assert (told(made), made.a["status"], made.b) == ([WEDNESDAY], "overdue", None)
    assert found.changes[0].witness == made


def test_a_request_names_its_norm_and_a_term():
    """Where the requester sets the term, the request does: five days on, at 18:00."""
    request = {
        "kind": "request",
        "bearer": "office",
        "opens": "request.received",
        "closes": "request.answered",
        "within": {"field": "due"},
    }
    made = witness(with_witnesses(diff(text({"n": request}), text({}))), "norms/n")
    assert fields_of(made) == [{"norm": "n", "due": "2026-03-23T18:00:00+03:00"}]
    assert made.as_of == "2026-03-23T18:00:01+03:00"


def test_an_extension_carries_its_length():
    by = {"event": "appeal.extended", "by": {"field": "data.days", "unit": "days"}}
    made = witness(compared(answer(), answer(extend=by)), "norms/n/extend")
    assert fields_of(made) == [{}, {"data": {"days": 5}}]
    assert made.b["due_at"] == "2026-03-28T23:59:59+03:00"


def test_what_is_not_of_a_norm_shows_in_a_norm_that_depends_on_it():
    """A parameter, office hours and the head of a sector; two changes that one norm mixes have no witness."""
    decided = {"parameters": {"p": {"type": "period", "set_by": "head", "value": "quarter"}}}
    monthly = {"parameters": {"p": {"type": "period", "set_by": "head", "value": "month"}}}
    open_ = {"parameters": {"p": {"type": "period", "set_by": "head"}}}
    norm = report(every={"parameter": "p"})
    for first in (decided, open_):
        found = compared(norm, norm, other=monthly, **first)
        made = next(one.witness for one in found.changes if one.path.startswith("parameters/"))
        assert (made.a, made.b["id"], made.as_of) == (None, "primer/n/2026-03", "2026-04-06T00:00:00+03:00")

    norm = answer(within={"working_hours": 4})
    found = compared(
        norm, norm, office_hours=HOURS, other={"office_hours": {**HOURS, "wednesday": ["09:00-18:00"]}}
    )
    assert verdicts(witness(found, "office_hours/wednesday")) == [
        ("pending", "2026-03-18T15:00:00"),
        ("overdue", "2026-03-18T14:00:00"),
    ]
    found = compared(norm, norm, office_hours=HOURS, other={"office_hours": {"thursday": ["08:00-17:00"]}})
    assert [one.witness for one in found.changes] == [None] * len(found.changes)
    assert len(found.changes) > 1


def test_no_common_day_no_witness():
    acts = {"act": {"in_force": {"from": "2019-01-01", "to": "2023-12-31"}}}
    later = {"act": {"in_force": {"from": "2024-01-01"}}}
    found = compared(answer(), answer(within={"hours": 3}), other=later, **acts)
    assert {one.witness for one in found.changes} == {None}


def test_events_lie_on_days_on_which_both_acts_are_in_force():
    """Both in force from 20 May to 2 June 2024 only; 20 May is a Monday, its Wednesday the 22nd."""
    acts = {"act": {"in_force": {"from": "2019-01-01", "to": "2024-06-02"}}}
    later = {"act": {"in_force": {"from": "2024-05-20"}}}
    found = compared(answer(), answer(within={"calendar_days": 3}), other=later, **acts)
    assert told(witness(found, "norms/n/within")) == ["2024-05-22T10:00 message.received"]


def test_what_is_not_computed_has_no_witness():
    standing = {"kind": "standing", "bearer": "office"}
    found = compared(standing, {**standing, "bearer": "centre"})
    assert [one.witness for one in found.changes] == [None]


def test_the_place_is_that_of_the_first_text():
    """By the clock of Yekaterinburg 10:00 is 10:00+05:00, whatever the other text's zone."""
    east = {"municipality": {"name": "Пример", "timezone": "Asia/Yekaterinburg", "calendar": "ru"}}
    a, b = text({"n": answer()}, **east), text({"n": answer(within={"calendar_days": 3})})
    made = witness(with_witnesses(diff(a, b)), "norms/n/within")
    assert made.events[0]["time"] == "2026-03-18T10:00:00+05:00"
    assert made.b["due_at"] == "2026-03-21T23:59:59+05:00"


def test_a_one_off_duty_due_before_the_other_act_is_shown_once_both_are_in_force():
    """Due on 2 March 2026; the second act is in force from 1 June only, and knows nothing of it."""
    once_ = text({"n": once()})
    later = text({}, act={"in_force": {"from": "2026-06-01"}})
    made = witness(with_witnesses(diff(once_, later)), "norms/n")
    assert made.as_of == "2026-06-01T00:00:00+03:00"
    assert verdicts(made) == [("overdue", "2026-03-02T23:59:59"), None]


def test_an_event_carries_what_another_norm_reads_from_it():
    """Norm ``m`` takes the length of an extension from the event: a reader rejects an event without one."""
    by = {"event": "appeal.extended", "by": {"field": "data.days", "unit": "days"}}
    other = answer(opens="appeal.registered", extend=by)
    found = with_witnesses(
        diff(text({"n": answer(), "m": other}), text({"n": answer(extend=EXTENDED), "m": other}))
    )
    made = witness(found, "norms/n/extend")
    assert fields_of(made) == [{}, {"data": {"days": 5}}]
    for side in (found.a, found.b):
        assert judged(side, found.a, made)[1].rejected == 0
