"""Pairs of norms that differ in one field, and the witness of each, derived by hand.

The plainest week of 2026 near 11 March: Monday 9 is off for the holiday of the 8th, so that neither that
week nor the one before it is ordinary; 16 to 20 March is. Wednesday the 18th at 10:00 is tried first, then
Tuesday, Thursday, Monday, Friday.
"""

from compare.witness_world import Doc, answer

WEDNESDAY = "2026-03-18T10:00 message.received"
HOURS = {"monday": ["08:00-17:00"], "wednesday": ["08:00-12:00", "13:00-17:00"]}
WEEK = {
    day: ["08:00-12:00", "13:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
}
LATE = {"after_hours": "next_working_day"}
THREE = [f"2026-03-18T{hour}:00 message.received" for hour in (10, 11, 12)]
EXTENDED = {"event": "appeal.extended", "by": {"days": 30}, "times": 1}
ROLL = {
    "adopted": "keep",
    "alternatives": {"keep": {"patch": {}}, "next": {"patch": {"roll": "next"}}},
}
URGENT = {
    "urgent": {"where": {"priority": "urgent"}, "patch": {"within": {"calendar_days": None, "hours": 3}}}
}


def report(**fields: object) -> Doc:
    plain = {"kind": "report", "bearer": "office", "every": "quarter", "due": {"day": 5, "of": "next_month"}}
    return {**plain, "source": {"locator": "п. 2"}, **fields}


def sample(least: int, of: str = "message.received", **where: object) -> Doc:
    return {"of": of, "at_least": least, **({"where": where} if where else {})}


def activity(**fields: object) -> Doc:
    return {"kind": "activity", "bearer": "office", "every": "day", "closes": "analysis.done", **fields}


def precedence(**fields: object) -> Doc:
    plain = {
        "kind": "precedence",
        "bearer": "office",
        "opens": "comment.published",
        "requires": "comment.agreed",
    }
    return plain | fields


def once(**fields: object) -> Doc:
    return {
        "kind": "once",
        "bearer": "office",
        "due": {"date": "2026-03-02"},
        "closes": "meeting.held",
    } | fields


CASES: dict[
    str, tuple[Doc, Doc, dict[str, object], str, list[str], str, list[tuple[str, str | None] | None]]
] = {
    # 18 March + 5 days is Monday the 23rd, + 3 is Saturday the 21st: the second after the 21st parts them
    "term": (
        answer(),
        answer(within={"calendar_days": 3}),
        {},
        "within",
        [WEDNESDAY],
        "2026-03-22T00:00:00",
        [("pending", "2026-03-23T23:59:59"), ("overdue", "2026-03-21T23:59:59")],
    ),
    # 3 hours from 10:00 are 13:00; of working hours 12:00 to 13:00 is lunch, so 14:00
    "unit": (
        answer(within={"hours": 3}),
        answer(within={"working_hours": 3}),
        {"office_hours": HOURS},
        "within",
        [WEDNESDAY],
        "2026-03-18T13:00:01",
        [("overdue", "2026-03-18T13:00:00"), ("pending", "2026-03-18T14:00:00")],
    ),
    # the fifth day after Wednesday is a Monday: nothing to roll. After Tuesday the 17th it is Sunday the 22nd
    "roll": (
        answer(),
        answer(roll="next"),
        {},
        "roll",
        ["2026-03-17T10:00 message.received"],
        "2026-03-23T00:00:00",
        [("overdue", "2026-03-22T23:59:59"), ("pending", "2026-03-23T23:59:59")],
    ),
    # at 10:00 the office is open; at 18:10 it is Thursday the 19th by the second text: 5 days are the 24th
    "after hours": (
        answer(),
        answer(**LATE),
        {"office_hours": WEEK},
        "after_hours",
        ["2026-03-18T18:10 message.received"],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), ("pending", "2026-03-24T23:59:59")],
    ),
    # three hours from Thursday, 8:00
    "hours after hours": (
        answer(within={"hours": 3}),
        answer(within={"hours": 3}, **LATE),
        {"office_hours": WEEK},
        "after_hours",
        ["2026-03-18T18:10 message.received"],
        "2026-03-18T21:10:01",
        [("overdue", "2026-03-18T21:10:00"), ("pending", "2026-03-19T11:00:00")],
    ),
    # a month from 18 March is 18 April, 30 days are 17 April (13 left in March, 17 in April)
    "month": (
        answer(within={"months": 1}),
        answer(within={"calendar_days": 30}),
        {},
        "within",
        [WEDNESDAY],
        "2026-04-18T00:00:00",
        [("pending", "2026-04-18T23:59:59"), ("overdue", "2026-04-17T23:59:59")],
    ),
    # of the presidential days the newest are 4 to 7 May 2021, after Friday, 30 April. 3 and 10 May are moved
    # off. Counted: 4, 5, 6, 7 and 11 May; at rest: 11, 12, 13, 14 and 17 May
    "presidential days": (
        answer(within={"working_days": 5}),
        answer(within={"working_days": 5}, presidential_days="rest"),
        {},
        "presidential_days",
        ["2021-04-30T10:00 message.received"],
        "2021-05-12T00:00:00",
        [("overdue", "2021-05-11T23:59:59"), ("pending", "2021-05-17T23:59:59")],
    ),
    # only one of them is opened by it; it is overdue the second after the 23rd
    "trigger": (
        answer(),
        answer(opens=["message.received", "appeal.registered"]),
        {},
        "opens",
        ["2026-03-18T10:00 appeal.registered"],
        "2026-03-24T00:00:00",
        [None, ("overdue", "2026-03-23T23:59:59")],
    ),
    # one event opens both alike; the second one, a day later, ends only one of them
    "closing": (
        answer(),
        answer(closes="appeal.answered"),
        {},
        "closes",
        [WEDNESDAY, "2026-03-19T10:00 appeal.answered"],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), ("fulfilled", "2026-03-23T23:59:59")],
    ),
    # 23 March + 30 days: 8 left in March, 22 April
    "extension": (
        answer(),
        answer(extend=EXTENDED),
        {},
        "extend",
        [WEDNESDAY, "2026-03-19T10:00 appeal.extended"],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), ("pending", "2026-04-22T23:59:59")],
    ),
    # one extension is the same by both; the second counts once more: 22 April + 30 is 22 May
    "extensions": (
        answer(extend=EXTENDED),
        answer(extend={**EXTENDED, "times": 2}),
        {},
        "extend",
        [WEDNESDAY, "2026-03-19T10:00 appeal.extended", "2026-03-20T10:00 appeal.extended"],
        "2026-04-23T00:00:00",
        [("overdue", "2026-04-22T23:59:59"), ("pending", "2026-05-22T23:59:59")],
    ),
    "cancellation": (
        answer(),
        answer(cancel={"event": "appeal.withdrawn"}),
        {},
        "cancel",
        [WEDNESDAY, "2026-03-19T10:00 appeal.withdrawn"],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), ("cancelled", "2026-03-23T23:59:59")],
    ),
    # 3 hours from 10:00, where the event says that it is urgent
    "exception": (
        answer(),
        answer(exceptions=URGENT),
        {},
        "exceptions/urgent",
        [WEDNESDAY],
        "2026-03-18T13:00:01",
        [("pending", "2026-03-23T23:59:59"), ("overdue", "2026-03-18T13:00:00")],
    ),
    # as for «roll»: the answer that is adopted decides
    "adopted": (
        answer(readings={"roll": {}}),
        answer(readings={"roll": {"adopted": "next"}}),
        {"readings": {"roll": ROLL}},
        "readings/roll/adopted",
        ["2026-03-17T10:00 message.received"],
        "2026-03-23T00:00:00",
        [("overdue", "2026-03-22T23:59:59"), ("pending", "2026-03-23T23:59:59")],
    ),
    # a norm in force from 1 July only: before, the other text alone knows the duty
    "in force": (
        answer(),
        answer(in_force={"from": "2026-07-01"}),
        {},
        "in_force",
        [WEDNESDAY],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), None],
    ),
    # no term: never overdue
    "no term": (
        answer(within=None),
        answer(),
        {},
        "within",
        [WEDNESDAY],
        "2026-03-24T00:00:00",
        [("pending", None), ("overdue", "2026-03-23T23:59:59")],
    ),
    # published without agreement: one event; here an agreement goes before, 20 minutes earlier
    "precedence": (
        precedence(),
        precedence(requires="comment.drafted"),
        {},
        "requires",
        ["2026-03-18T10:00 comment.agreed", "2026-03-18T10:20 comment.published"],
        "2026-03-18T10:20:00",
        [("fulfilled", None), ("violated", None)],
    ),
    # the first quarter's report: 5 April against 10 April
    "report": (
        report(),
        report(due={"day": 10, "of": "next_month"}),
        {},
        "due",
        [],
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), ("pending", "2026-04-10T23:59:59")],
    ),
    # nobody wrote in the first quarter: no report by the second text
    "sample": (
        report(),
        report(sample=sample(10)),
        {},
        "sample",
        [],
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), None],
    ),
    # three are enough for one text, not for the other; with two neither asks for a report
    "larger sample": (
        report(sample=sample(3)),
        report(sample=sample(5)),
        {},
        "sample",
        THREE,
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), None],
    ),
    # the first type in the order of the alphabet is the second text's
    "another sample": (
        report(sample=sample(2)),
        report(sample=sample(2, "appeal.registered")),
        {},
        "sample",
        ["2026-03-18T10:00 appeal.registered", "2026-03-18T11:00 appeal.registered"],
        "2026-04-06T00:00:00",
        [None, ("overdue", "2026-04-05T23:59:59")],
    ),
    # messages of no channel in particular are counted by the first text alone
    "sample of a channel": (
        report(sample=sample(3)),
        report(sample=sample(3, channel="pos")),
        {},
        "sample",
        THREE,
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), None],
    ),
    # without the three there is no report to be late with: as for «report»
    "report by a sample": (
        report(sample=sample(3)),
        report(sample=sample(3), due={"day": 10, "of": "next_month"}),
        {},
        "due",
        THREE,
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), ("pending", "2026-04-10T23:59:59")],
    ),
    "closing by a sample": (
        report(sample=sample(3)),
        report(sample=sample(3), closes="analysis.done"),
        {},
        "closes",
        [*THREE, "2026-03-18T13:00 analysis.done"],
        "2026-04-06T00:00:00",
        [("overdue", "2026-04-05T23:59:59"), ("fulfilled", "2026-04-05T23:59:59")],
    ),
    # 20 December 2026 is a Sunday, the next working day is Monday the 21st
    "year's end": (
        report(every="year", due={"month": 12, "day": 20}),
        report(every="year", due={"month": 12, "day": 20}, roll="next"),
        {},
        "roll",
        [],
        "2026-12-21T00:00:00",
        [("overdue", "2026-12-20T23:59:59"), ("pending", "2026-12-21T23:59:59")],
    ),
    # in force to the end of 2025: there 20 December is a Saturday, and Monday is the 22nd
    "20 December on a Saturday": (
        report(every="year", due={"month": 12, "day": 20}),
        report(every="year", due={"month": 12, "day": 20}, roll="next"),
        {"act": {"in_force": {"from": "2019-01-01", "to": "2025-12-31"}}},
        "roll",
        [],
        "2025-12-21T00:00:00",
        [("overdue", "2025-12-20T23:59:59"), ("pending", "2025-12-22T23:59:59")],
    ),
    # the act is in force from 10 February 2025; only its first quarter is not a full one
    "first period": (
        report(),
        report(first_period="full-only"),
        {"act": {"in_force": {"from": "2025-02-10"}}},
        "first_period",
        [],
        "2025-04-06T00:00:00",
        [("overdue", "2025-04-05T23:59:59"), None],
    ),
    # the nearest day off to Wednesday the 18th: Sunday the 15th
    "kind of day": (
        activity(),
        activity(day_kind="working"),
        {},
        "day_kind",
        [],
        "2026-03-16T00:00:00",
        [("overdue", "2026-03-15T23:59:59"), None],
    ),
    # two are enough for one text; nothing smaller parts them: with none or one both are overdue
    "number": (
        activity(count=2),
        activity(count=3),
        {},
        "count",
        ["2026-03-18T10:00 analysis.done", "2026-03-18T11:00 analysis.done"],
        "2026-03-19T00:00:00",
        [("fulfilled", "2026-03-18T23:59:59"), ("overdue", "2026-03-18T23:59:59")],
    ),
    "date": (
        once(),
        once(due={"date": "2026-03-16"}),
        {},
        "due",
        [],
        "2026-03-03T00:00:00",
        [("overdue", "2026-03-02T23:59:59"), ("pending", "2026-03-16T23:59:59")],
    ),
    # Monday 2 March is a working day not after the date that it is due on
    "closing of a one-off duty": (
        once(),
        once(closes="indicators.approved"),
        {},
        "closes",
        ["2026-03-02T10:00 indicators.approved"],
        "2026-03-03T00:00:00",
        [("overdue", "2026-03-02T23:59:59"), ("fulfilled", "2026-03-02T23:59:59")],
    ),
    # to no duty with a term and an event at all
    "kind": (
        answer(),
        {"kind": "standing", "bearer": "office"},
        {},
        "kind",
        [WEDNESDAY],
        "2026-03-24T00:00:00",
        [("overdue", "2026-03-23T23:59:59"), None],
    ),
}
