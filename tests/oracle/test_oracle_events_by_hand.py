"""The oracle against cases derived by hand: opening, closing, cancelling; conditions; versions."""

from __future__ import annotations

import pytest

from oracle.world import answer, ev, look, profile, response, sole

CANCELLED = response({"hours": 3}, cancel={"event": "appeal.withdrawn"})


@pytest.mark.parametrize(
    ("moment", "status", "closer"),
    [
        ("13:00:00", "cancelled", "x"),
        ("13:00:01", "late", "b"),
    ],  # due at 13:00: a late cancellation does nothing
)
def test_cancellation(moment: str, status: str, closer: str) -> None:
    events = [ev("a", "2024-03-01T10:00:00"), ev("x", f"2024-03-01T{moment}", "appeal.withdrawn")]
    events.append(answer("b", "2024-03-01T15:00:00"))
    row = sole(profile({"n": CANCELLED}), events, "2024-03-02")
    assert (row["status"], row["closed_by"]) == (status, closer)


def test_repeats_and_reopening() -> None:
    # a opens; b is a repeat; c closes; d closes nothing; e opens the second; f comes too late to be known
    events = [
        ev("a", "2024-03-01T10:00:00"),
        ev("b", "2024-03-01T11:00:00"),
        answer("c", "2024-03-01T12:00:00"),
        answer("d", "2024-03-01T13:00:00"),
        ev("e", "2024-03-01T14:00:00"),
        answer("f", "2024-03-01T19:00:00"),
    ]
    seen = look(profile({"n": response({"hours": 3})}), events, "2024-03-01T18:00")
    assert [(o["id"], o["opened_by"], o["status"]) for o in seen["obligations"]] == [
        ("m/n/c", "a", "fulfilled"),
        ("m/n/c#2", "e", "overdue"),
    ]
    assert seen["unused"] == ["b", "d", "f"]


def test_same_instant() -> None:
    # at one instant: openings first (b opens, c repeats), then the closing a, although its id is the smallest
    events = [
        answer("a", "2024-03-01T10:00:00"),
        ev("b", "2024-03-01T10:00:00"),
        ev("c", "2024-03-01T10:00:00"),
    ]
    seen = look(profile({"n": response({"hours": 3})}), events, "2024-03-02")
    assert [(o["opened_by"], o["closed_by"]) for o in seen["obligations"]] == [("b", "a")]
    assert seen["unused"] == ["c"]


def test_an_event_may_name_its_norm() -> None:
    # both norms open on a; the answer names n only
    doc = profile({"n": response({"hours": 3}), "o": response({"hours": 3})})
    events = [ev("a", "2024-03-01T10:00:00"), answer("b", "2024-03-01T11:00:00", norm="n")]
    rows = look(doc, events, "2024-03-02")["obligations"]
    assert [(o["norm"], o["status"]) for o in rows] == [("n", "fulfilled"), ("o", "overdue")]


@pytest.mark.parametrize(
    ("where", "opens"),
    [
        ({"track": "redirect"}, True),
        ({"track": ["redirect", "accelerated"]}, True),
        ({"track": {"not": "redirect"}}, False),
        ({"channel": "59-fz"}, False),  # missing: equality fails
        ({"channel": {"not": "59-fz"}}, True),  # missing: negation holds
        ({"data.level": 3, "data.urgent": True}, True),  # compared as text
        ({"track": "redirect", "data.level": {"not": [3, 4]}}, False),  # all must hold
    ],
)
def test_where(where: dict[str, object], opens: bool) -> None:
    events = [ev("a", "2024-03-01T10:00:00", track="redirect", data={"level": "3", "urgent": True})]
    rows = look(profile({"n": response({"hours": 1}, where=where)}), events, "2024-03-02")["obligations"]
    assert bool(rows) == opens


def test_exception_and_head_of_the_sector() -> None:
    # the exception takes the roads: 1 hour, its own source, the sector's head
    norm = response(
        {"days": 3},
        bearer="office",
        source={"locator": "п. 1"},
        exceptions={
            "roads": {
                "where": {"sector": "roads"},
                "patch": {"within": {"days": None, "hours": 1}, "bearer": {"head_of": "sector"}},
                "source": {"locator": "п. 2"},
            }
        },
    )
    doc = profile({"n": norm}, sectors={"roads": {"head": "roads-head"}})
    row = sole(doc, [ev("a", "2024-03-01T10:00:00", sector="roads")], "2024-03-01T11:00")
    assert (row["bearer"], row["clause"], row["due_at"]) == (
        "roads-head",
        "п. 2",
        "2024-03-01T11:00:00+03:00",
    )
    row = sole(doc, [ev("a", "2024-03-01T10:00:00", sector="water")], "2024-03-01T11:00")
    assert (row["bearer"], row["clause"], row["due_at"]) == ("office", "п. 1", "2024-03-04T23:59:59+03:00")


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, None),
        ("2024-03-05", "2024-03-05T23:59:59+03:00"),
        ("2024-03-05T10:00:00+05:00", "2024-03-05T08:00:00+03:00"),
    ],
)
def test_request_sets_the_term(due: str | None, expected: str | None) -> None:
    norm = {
        "kind": "request",
        "opens": "request.received",
        "closes": "request.answered",
        "within": {"field": "due"},
    }
    events = [ev("a", "2024-03-01T10:00:00", "request.received", **({"due": due} if due else {}))]
    assert sole(profile({"n": norm}), events, "2024-03-02")["due_at"] == expected


def test_versions_by_local_day() -> None:
    # the amendment is in force from 2024-04-01; 31 March 21:00Z is already 1 April in Moscow
    def version(first: str | None, last: str | None, hours: int) -> dict[str, object]:
        return {"first": first, "last": last, "doc": profile({"n": response({"hours": hours})})}

    versions = [version(None, "2024-03-31", 5), version("2024-04-01", None, 2)]
    events = [
        ev("a", "2024-03-31T23:59:59", case="c1"),
        {**ev("b", "2024-03-31T23:59:59", case="c2"), "time": "2024-03-31T21:00:00Z"},
    ]
    rows = look(versions, events, "2024-04-01")["obligations"]
    assert [o["due_at"] for o in rows] == ["2024-04-01T04:59:59+03:00", "2024-04-01T02:00:00+03:00"]


def test_an_open_obligation_keeps_its_version_and_blocks_the_next() -> None:
    # opened under the first version, answered by appeal.answered as it says; b under the second is a repeat
    old, new = response(), response({"hours": 1}, closes="message.answered")
    versions = [
        {"first": None, "last": "2024-03-31", "doc": profile({"n": old})},
        {"first": "2024-04-01", "last": None, "doc": profile({"n": new})},
    ]
    events = [
        ev("a", "2024-03-30T10:00:00"),
        ev("b", "2024-04-02T10:00:00"),
        ev("c", "2024-04-03T10:00:00", "message.answered"),
        answer("d", "2024-04-04T10:00:00"),
    ]
    seen = look(versions, events, "2024-05-01")
    assert [(o["opened_by"], o["closed_by"]) for o in seen["obligations"]] == [("a", "d")]
    assert seen["unused"] == ["b", "c"]


def test_nothing_opens_before_the_act_is_in_force() -> None:
    doc = profile({"n": response({"hours": 1})})
    seen = look(doc, [ev("a", "2023-12-31T23:59:59")], "2024-05-01")
    assert (seen["obligations"], seen["unused"]) == ([], ["a"])
