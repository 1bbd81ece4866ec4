"""Why an accepted event was not used."""

import pytest

from poryadok.report.unused import unused_events
from report.report_world import event, look, profile, response

REPORT = {"kind": "report", "title": "Отчёт", "every": "quarter", "due": {"day": 5, "of": "next_month"}}
NORMS = {
    "answer": response(
        within={"days": 3},
        where={"channel": "59-fz"},
        extend={"event": "appeal.extended", "by": {"days": 1}},
        in_force={"from": "2024-02-01"},
    ),
    "report": REPORT,
    "order": {
        "kind": "precedence",
        "title": "Порядок",
        "opens": "comment.published",
        "requires": "comment.agreed",
    },
    "daily": {"kind": "activity", "title": "Анализ", "every": "day", "closes": "analysis.done"},
    "note": {
        "kind": "report",
        "title": "Записка",
        "every": {"parameter": "p"},
        "closes": "page.posted",
        "by_norm": False,
    },
    "rating": {
        **REPORT,
        "closes": "contact.designated",
        "by_norm": False,
        "sample": {"of": "message.received", "at_least": 2},
    },
}
DOC = profile(NORMS, parameters={"p": {"title": "p", "type": "period", "set_by": "head", "clause": "п. 3"}})
OPENING = event("0", "2024-05-06T09:00:00", channel="59-fz")


@pytest.mark.parametrize(
    "unused, reason",
    [
        (event("x", "2024-06-06T10:00:00", channel="59-fz"), "позже момента"),
        (event("x", "2024-05-06T10:00:00", "meeting.held"), "ни одна норма профиля"),
        (event("x", "2024-05-06T10:00:00", channel="pos", case="d"), "условия не выполнены (норма answer)"),
        (event("x", "2024-01-06T10:00:00", channel="59-fz", case="d"), "в этот день норма не действовала"),
        (event("x", "2024-05-06T10:00:00", channel="59-fz"), "повтор: по этому делу обязанность уже открыта"),
        (event("x", "2024-05-06T10:00:00", "appeal.answered", case="d"), "закрывать нечего"),
        (event("x", "2024-05-20T10:00:00", "appeal.extended"), "продлевать нечего"),
        (event("x", "2024-05-06T10:00:00", "comment.agreed"), "после него не было действия"),
        (event("x", "2024-05-06T10:00:00", "page.posted"), "норма note ждёт решения"),
        (event("x", "2024-05-06T10:00:00", "message.received"), "только считается в выборке (норма rating)"),
        (
            event("x", "2024-05-06T10:00:00", "appeal.answered", norm="daily"),
            "норма daily, названная в событии",
        ),
        (event("x", "2023-05-06T10:00:00", "analysis.done"), "период не открыт"),
        (event("x", "2024-05-06T10:00:00", "report.submitted", period="2022-Q1"), "период не открыт"),
    ],
)
def test_reasons(unused, reason):
    _, found, log = look(DOC, [OPENING, unused], "2024-06-05")
    told = {one["id"]: one["reason"] for one in unused_events(found, log.frame)}
    assert list(told) == ["x"]
    assert reason in told["x"]


def test_one_too_many():
    events = [event(name, "2024-05-06T10:00:00", "analysis.done") for name in "ab"]
    _, found, log = look(DOC, events, "2024-06-05")
    (told,) = unused_events(found, log.frame)
    assert (told["id"], told["time"]) == ("b", "2024-05-06T10:00:00+03:00")
    assert told["reason"].startswith("сверх нужного числа")
