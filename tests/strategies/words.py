"""The words that generated profiles and logs are made of. The type pools are disjoint."""

from __future__ import annotations

from typing import Any

Doc = dict[str, Any]

OPENS = ["appeal.received", "appeal.registered", "misinfo.notified"]
CLOSES = ["appeal.answered", "message.answered", "comment.drafted"]
EXTENDS = ["appeal.extended", "message.returned"]
CANCELS = ["appeal.withdrawn", "misinfo.dismissed"]
JUDGED = ["comment.published", "delegate.appointed"]
REQUIRED = ["comment.agreed", "delegate.agreed"]
DONE = ["page.posted", "analysis.done", "meeting.held"]  # closes activities, without a case
DATED = ["indicators.approved", "contact.designated"]  # closes norms with a date, without a case
REQUEST = ("request.received", "request.answered")
SAMPLED = [OPENS[0], DONE[0], "message.received"]  # counted for reports that need enough of them
SUBMITTED = "report.submitted"

ZONES = ["Europe/Moscow", "Asia/Yekaterinburg", "Europe/Samara", "Asia/Kamchatka"]
CHANNELS = ["59-fz", "pos"]
SECTORS = ["roads", "housing"]
TRACKS = ["accelerated", "redirect"]
CASES = ["c1", "c2", "c3"]

# first days in force: near year ends, long holidays, presidential days, the ends of the calendars
STARTS = [
    "2018-12-20",
    "2019-12-27",
    "2020-03-20",
    "2021-04-28",
    "2021-12-23",
    "2022-01-20",
    "2023-12-28",
    "2024-04-25",
    "2024-06-03",
    "2024-10-31",
    "2025-11-28",
    "2026-12-10",
]
OLD_STARTS = ["2010-03-20", "2011-03-20", "2013-12-30", "2014-10-20"]  # clocks moved; no calendars

FAMILIES = {
    "instant": ["minutes", "hours"],
    "office": ["working_hours"],
    "day": ["days", "calendar_days", "working_days", "weeks", "months"],
}
COUNTS = {
    "minutes": [0, 1, 30, 1500],
    "hours": [1, 3, 24, 100],
    "working_hours": [1, 4, 8, 9, 20],
    "days": [0, 1, 3, 5, 30],
    "calendar_days": [0, 1, 2, 7, 30],
    "working_days": [0, 1, 2, 5, 20],
    "weeks": [0, 1, 2],
    "months": [0, 1, 2, 6],
}
OFFICE_HOURS = [
    {
        "monday": ["08:00-12:00", "13:00-17:00"],
        "tuesday": ["08:00-12:00", "13:00-17:00"],
        "wednesday": ["08:00-12:00", "13:00-17:00"],
        "thursday": ["08:00-12:00", "13:00-17:00"],
        "friday": ["08:00-12:00", "13:00-16:00"],
    },
    {
        "monday": ["09:00-13:00", "13:48-18:00"],
        "tuesday": ["09:00-18:00"],
        "thursday": ["09:00-13:00", "17:00-17:30"],
        "friday": ["09:30-12:15"],
    },
]
EVERY = ["day", "week", "month", "quarter", "half-year", "year"]
DUES: dict[str, list[Doc]] = {
    "day": [{"end_of": "period"}, {"weekday": "friday"}, {"day": 5, "of": "next_month"}],
    "week": [
        {"end_of": "period"},
        {"weekday": "friday"},
        {"weekday": "monday", "of": "next_week"},
        {"weekday": "sunday", "of": "same_week"},
    ],
    "month": [
        {"end_of": "period"},
        {"day": 5, "of": "next_month"},
        {"day": 31, "of": "next_month"},
        {"day": 25, "of": "last_month"},
        {"weekday": "friday"},
    ],
    "quarter": [
        {"day": 5, "of": "next_month"},
        {"day": 1, "of": "next_month"},
        {"end_of": "period"},
        {"month": 12, "day": 20},
    ],
    "half-year": [
        {"day": 5, "of": "next_month"},
        {"day": 10, "of": "last_month"},
        {"month": 2, "day": 30, "year": "next"},
    ],
    "year": [
        {"month": 12, "day": 20},
        {"month": 1, "day": 5, "year": "next"},
        {"month": 6, "day": 1, "year": "same"},
        {"day": 5, "of": "next_month"},
    ],
}
