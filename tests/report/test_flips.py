"""Which question turns a verdict: as few questions as suffice."""

from poryadok.report.flips import flips
from report.report_world import ROLL, event, look, profile, response

ZERO = {
    "day-zero": {
        "title": "Считается ли первый день?",
        "adopted": "exclude",
        "alternatives": {
            "exclude": {"title": "нет", "patch": {}},
            "include": {"title": "да", "patch": {"day_zero": "include"}},
        },
    }
}


def turning(as_of, norm, **more):
    rows, found, _ = look(profile({"n": norm}, **more), [event("e", "2024-06-03T10:00:00")], as_of)
    part = found.parts[0]
    return rows[0], flips(part.group.norms[part.version], rows[0]["readings"])


def test_one_question_is_enough():
    # 3 June + 5 days is Saturday the 8th; the answer "next" moves it to Monday
    norm = response(within={"days": 5}, readings={"roll": {}, "day-zero": {}})
    row, found = turning("2024-06-09", norm, readings={**ROLL, **ZERO})
    assert (row["status"], row["contested"]) == ("overdue", True)
    assert [(one.changed, one.held, one.status) for one in found] == [
        ((("roll", "next"),), (("roll", "keep"),), "pending")
    ]
    assert found[0].due_at == "2024-06-10T23:59:59+03:00"


def test_a_breach_that_only_another_reading_sees():
    norm = response(within={"days": 5}, readings={"roll": {}, "day-zero": {}})
    row, found = turning("2024-06-08", norm, readings={**ROLL, **ZERO})
    assert (row["status"], row["contested"]) == ("pending", True)
    assert {one.changed for one in found} == {(("day-zero", "include"),), (("roll", "previous"),)}
    assert {one.status for one in found} == {"overdue"}


def test_nothing_turns_what_is_not_contested():
    norm = response(within={"days": 5}, readings={"roll": {}, "day-zero": {}})
    row, found = turning("2024-06-20", norm, readings={**ROLL, **ZERO})
    assert (row["contested"], found) == (False, [])


def test_two_questions_together():
    one = {
        "a": {"title": "a", "patch": {}},
        "b": {"title": "b", "patch": {"within": {"days": None, "hours": 1}}},
    }
    two = {"a": {"title": "a", "patch": {}}, "b": {"title": "b", "patch": {"where": {"track": "redirect"}}}}
    readings = {
        "term": {"title": "t", "adopted": "a", "alternatives": one},
        "scope": {"title": "s", "adopted": "a", "alternatives": two},
    }
    norm = response(within={"days": 5}, where={"track": "accelerated"}, readings={"term": {}, "scope": {}})
    doc = profile({"n": norm}, readings=readings)
    rows, found, _ = look(doc, [event("e", "2024-06-03T10:00:00", track="accelerated")], "2024-06-04")
    part = found.parts[0]
    # the other term alone makes a breach; the other scope takes the duty away with either term
    assert rows[0]["contested"]
    (flip,) = flips(part.group.norms[part.version], rows[0]["readings"])
    assert (flip.changed, flip.status) == ((("term", "b"),), "overdue")
