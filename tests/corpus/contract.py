"""What the five profiles must hold: norms, questions, adopted alternatives. Other people rely on them."""

from __future__ import annotations

from typing import Any

__all__ = ["ALTERNATIVES", "IN_FORCE", "NORMS", "ZONES"]

ALL = {"beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky"}
SETTLED = {"day-inclusive", "first-period", "roll"}
"""The questions of every «by day 5»."""

ZONES = {
    "kuzhmara": "Europe/Moscow",
    "beloyarsky": "Asia/Yekaterinburg",
    "reftinsky": "Asia/Yekaterinburg",
    "borsky": "Europe/Samara",
    "kilemar": "Europe/Moscow",
}
IN_FORCE = {
    "kuzhmara": "2021-12-23",
    "beloyarsky": "2024-06-03",
    "reftinsky": "2024-05-29",
    "borsky": "2022-01-20",
    "kilemar": "2025-11-28",
}

# question -> (adopted, {alternative: what it patches})
ALTERNATIVES: dict[str, tuple[str | None, dict[str, dict[str, Any]]]] = {
    "roll": ("keep", {"keep": {}, "next": {"roll": "next"}, "previous": {"roll": "previous"}}),
    "day-inclusive": ("inclusive", {"inclusive": {}, "exclusive": {"due": {"day": 4}}}),
    "first-period": ("partial", {"partial": {}, "full-only": {"first_period": "full-only"}}),
    "day-zero": ("exclude", {"exclude": {}, "include": {"day_zero": "include"}}),
    "promptness": (
        None,
        {
            "one-hour": {"within": {"standard": None, "hours": 1}},
            "same-day": {"within": {"standard": None, "calendar_days": 0}},
            "next-working-day": {"within": {"standard": None, "working_days": 1}},
        },
    ),
    "request-term": ("none", {"none": {}, "as-requested": {"within": {"field": "due"}}}),
    "week-end": ("sunday", {"sunday": {}, "last-working-day": {"roll": "previous"}}),
    "day-kind": ("calendar", {"calendar": {}, "working": {"day_kind": "working"}}),
    "three-hours-start": ("notified", {"notified": {}, "proposed": {"opens": "comment.proposed"}}),
}

BY_DAY_FIVE = {"kind": "report", "every": "quarter", "due": {"day": 5, "of": "next_month"}}
ON_REQUEST = {"kind": "request", "opens": "request.received", "closes": "request.answered"}
INTERACTION = {"kuzhmara", "beloyarsky"}

# norm -> (profiles, what it holds, its questions)
NORMS: dict[str, tuple[set[str], dict[str, Any], set[str]]] = {
    "report.statistics": (INTERACTION, {**BY_DAY_FIVE, "counterparty": "cur"}, SETTLED),
    "report.problems": (INTERACTION, {**ON_REQUEST, "within": {"field": "due"}}, set()),
    "info.operational": (INTERACTION, {**ON_REQUEST, "within": {"field": "due"}}, set()),
    "info.other": (INTERACTION, {**ON_REQUEST, "within": {"field": "due"}}, set()),
    "comment.draft": (
        INTERACTION,
        {
            "kind": "response",
            "opens": "misinfo.notified",
            "closes": "comment.drafted",
            "within": {"hours": 3},
        },
        {"three-hours-start"},  # in kuzhmara only: see `test_questions`
    ),
    "comment.propose": (
        INTERACTION,
        {"bearer": "cur", "opens": "misinfo.detected", "closes": "comment.proposed", "within": {"hours": 3}},
        set(),
    ),
    "misinfo.verify": (
        {"kuzhmara"},
        {
            "kind": "response",
            "opens": "misinfo.verification-requested",
            "closes": "misinfo.verified",
            "within": {"standard": "оперативно"},
        },
        {"promptness"},
    ),
    "comment.publish-after-agreement": (
        {"kuzhmara"},
        {"kind": "precedence", "requires": "comment.agreed", "opens": "comment.published"},
        set(),
    ),
    "comment.press-after-agreement": (
        {"kuzhmara"},
        {"kind": "precedence", "requires": "comment.agreed", "opens": "comment.sent-to-press"},
        set(),
    ),
    "comment.relay": (
        {"kuzhmara"},
        {
            "kind": "response",
            "bearer": "cur",
            "opens": "comment.agreed",
            "closes": "comment.relayed",
            "within": None,
        },
        set(),
    ),
    "contact.notify-change": (
        {"kuzhmara", "beloyarsky", "reftinsky"},
        {"kind": "response", "opens": "contact.changed", "closes": "contact.notified"},
        {"promptness"},
    ),
    "appeal.accelerated": (
        {"kuzhmara", "beloyarsky", "borsky"},
        {
            "kind": "response",
            "modality": "target",
            "where": {"track": "accelerated"},
            "opens": ["appeal.registered", "message.received"],
            "closes": ["appeal.answered", "message.answered"],
            "within": {"calendar_days": 30},
        },
        {"day-zero"},
    ),
    "messages.analyse": (
        {"reftinsky"},
        {"kind": "activity", "every": "day", "closes": "analysis.done"},
        {"day-kind"},
    ),
    "indicators.quarterly": ({"reftinsky", "borsky"}, {**BY_DAY_FIVE, "counterparty": "cur-head"}, SETTLED),
    "indicators.annual": (
        {"borsky"},
        {"kind": "report", "every": "year", "due": {"month": 12, "day": 20}},
        {"roll"},
    ),
    "note.weekly": (
        {"borsky"},
        {"kind": "report", "every": "week", "due": {"end_of": "period"}},
        {"week-end"},
    ),
    "note.periodic": ({"kilemar"}, {"kind": "report", "every": {"parameter": "note-period"}}, set()),
    "materials.on-request": (
        {"reftinsky", "borsky", "kilemar"},
        {**ON_REQUEST, "within": None},
        {"request-term"},
    ),
    "effectiveness.on-request": ({"kilemar"}, {**ON_REQUEST, "within": None}, {"request-term"}),
    "summary.on-request": ({"kilemar"}, {**ON_REQUEST, "within": None}, {"request-term"}),
    "indicators.approve-after-agreement": (
        {"borsky"},
        {"kind": "precedence", "requires": "indicators.agreed", "opens": "indicators.approved"},
        set(),
    ),
    "delegate.appoint-after-consent": (
        {"kilemar"},
        {"kind": "precedence", "requires": "delegate.agreed", "opens": "delegate.appointed"},
        set(),
    ),
    "fz59.register": (
        ALL,
        {
            "kind": "response",
            "where": {"channel": "59-fz"},
            "opens": "appeal.received",
            "closes": "appeal.registered",
            "within": {"days": 3},
        },
        {"roll"},
    ),
    "fz59.forward": (
        ALL,
        {
            "kind": "response",
            "where": {"channel": "59-fz", "track": "redirect"},
            "opens": "appeal.registered",
            "closes": "appeal.forwarded",
            "within": {"days": 7},
        },
        {"roll"},
    ),
    "fz59.answer": (
        ALL,
        {
            "kind": "response",
            "where": {"channel": "59-fz", "track": {"not": "redirect"}},
            "opens": "appeal.registered",
            "closes": "appeal.answered",
            "within": {"days": 30},
            "extend": {"event": "appeal.extended", "by": {"days": 30}, "times": 1},
        },
        {"roll", "day-zero"},
    ),
}
