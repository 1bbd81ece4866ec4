"""Rows: the fields of DESIGN §8 in their order, sorted, and the same bytes however the log was cut."""

import json
from datetime import date

import jsonschema
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.kernel_world import answer, calendars, compiled, logged
from poryadok.data import data_root
from poryadok.kernel.assess import assess
from poryadok.report.columns import flat_chunks
from poryadok.report.head import head
from poryadok.report.json_ import json_object
from poryadok.report.order import breaches_of, ids_of, index_of
from poryadok.report.rows import RowMaker, obligation_rows
from report.report_world import ROLL, event, look, profile, response, sole
from strategies import scenario

SCHEMA = json.loads((data_root() / "schemas" / "assessment.schema.json").read_text(encoding="utf-8"))
FIELDS = SCHEMA["$defs"]["obligation"]["required"]
DIGEST = "0" * 64
DIGESTS = {"engine": DIGEST, "calendars": DIGEST, "vocabulary": DIGEST, "profiles": {}, "log": DIGEST}
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def test_the_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def whole(rows, found, log, **more):
    made = head(found, log, "2024-06-05", DIGESTS) | more
    return json.loads(b"".join(json_object(made, [rows])))


@SETTINGS
@given(scenario())
def test_rows_keep_the_schema_and_their_order(drawn):
    profiles, events, as_of = drawn
    rows, found, log = answer(compiled(profiles), [events], as_of)
    jsonschema.Draft202012Validator(SCHEMA).validate(whole(rows, found, log))
    assert all(list(row) == FIELDS for row in rows)
    keys = [
        (row["municipality"], row["norm"], row["case"] or "", row["period"] or "", row["opened_at"][:19])
        for row in rows
    ]
    assert [key[:4] for key in keys] == sorted(key[:4] for key in keys)
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    assert ids_of(index_of(found, log.frame)).to_list() == ids
    duties = [
        r["id"] for r in rows if r["modality"] == "duty" and r["status"] in ("late", "overdue", "violated")
    ]
    assert ids_of(breaches_of(found, log.frame)).to_list() == duties


@SETTINGS
@given(scenario(), st.data())
def test_the_bytes_do_not_depend_on_how_the_log_was_cut(drawn, data):
    profiles, events, as_of = drawn
    plan = compiled(profiles)
    rows, _, _ = answer(plan, [events], as_of)
    shuffled = data.draw(st.permutations(events))
    at = data.draw(st.integers(0, len(events)))
    again, _, log = answer(plan, [shuffled[at:], shuffled[:at], events[:2]], as_of, buckets=3)
    assert json.dumps(rows, ensure_ascii=False) == json.dumps(again, ensure_ascii=False)
    assert log.duplicates == len(events[:2])


@SETTINGS
@given(scenario())
def test_the_flat_frames_say_the_same(drawn):
    profiles, events, as_of = drawn
    rows, found, log = answer(compiled(profiles), [events], as_of)
    index = index_of(found, log.frame)
    texts = pl.concat(list(flat_chunks(found, log.frame, index)))
    assert texts.columns == FIELDS[:-1]
    for row, flat in zip(rows, texts.iter_rows(named=True), strict=True):
        assert json.loads(flat.pop("readings")) == row["readings"]
        assert flat == {name: row[name] for name in flat}
    typed = pl.concat(list(flat_chunks(found, log.frame, index, typed=True)))
    assert typed["id"].to_list() == texts["id"].to_list()
    for row, readings in zip(rows, typed["readings"].to_list(), strict=True):
        assert [json.loads(one["choice"]) for one in readings] == [one["choice"] for one in row["readings"]]
        assert [one["status"] for one in readings] == [one["status"] for one in row["readings"]]


def test_an_answer_without_obligations():
    rows, found, log = look(profile({"n": response(within={"days": 1})}), [], "2024-06-05")
    assert rows == []
    assert whole(rows, found, log)["obligations"] == []
    jsonschema.validate(whole(rows, found, log), SCHEMA)
    assert next(flat_chunks(found, log.frame, index_of(found, log.frame))).columns == FIELDS[:-1]


def test_rows_come_in_chunks_without_a_seam():
    doc = profile({"n": response(within={"days": 1}), "z": response(within={"hours": 1})})
    events = [event(f"e{n}", "2024-05-06T10:00:00", case=f"c{n:02d}") for n in range(11)]
    rows, found, log = look(doc, events, "2024-06-05")
    chunks = list(RowMaker(found, log.frame).chunks(index_of(found, log.frame), 4))
    assert [len(chunk) for chunk in chunks] == [4, 4, 4, 4, 4, 2]
    assert [row for chunk in chunks for row in chunk] == rows


def test_later_obligations_of_a_case_are_numbered():
    doc = profile({"n": response(within={"days": 1})})
    events = [
        event("b", "2024-05-06T10:00:00"),
        event("a", "2024-05-07T10:00:00", "appeal.answered"),
        event("c", "2024-05-08T10:00:00"),
    ]
    rows, _, _ = look(doc, events, "2024-06-05")
    assert [row["id"] for row in rows] == ["m/n/c", "m/n/c#2"]
    assert [row["status"] for row in rows] == ["fulfilled", "overdue"]


def test_the_head_of_the_sector_is_found_by_the_day_of_opening():
    sectors = {"roads": {"title": "дороги", "head": "head"}, "parks": {"title": "парки"}}
    doc = profile({"n": response(bearer={"head_of": "sector"}, within={"days": 1})}, sectors=sectors)
    for sector, bearer in (("roads", "head"), ("parks", None), (None, None)):
        more = {"sector": sector} if sector else {}
        row = sole(doc, [event("e", "2024-05-06T10:00:00", **more)], "2024-06-05")
        assert (row["bearer"], row["sector"]) == (bearer, sector)


def test_what_an_exception_changes_is_said_of_its_cases_only():
    exception = {
        "where": {"track": "redirect"},
        "patch": {"bearer": "head", "modality": "target", "within": {"days": None, "hours": 1}},
        "source": {"locator": "п. 9"},
    }
    doc = profile({"n": response(within={"days": 1}, exceptions={"fast": exception})})
    events = [
        event("e1", "2024-05-06T10:00:00", case="a"),
        event("e2", "2024-05-06T10:00:00", case="b", track="redirect"),
    ]
    rows, found, log = look(doc, events, "2024-06-05")
    told = [(row["bearer"], row["modality"], row["clause"]) for row in rows]
    assert told == [("administration", "duty", "п. 1"), ("head", "target", "п. 9")]
    assert ids_of(breaches_of(found, log.frame)).to_list() == ["m/n/a"]


def test_a_reading_with_its_own_opening_counts_from_there():
    alternatives = {
        "a-here": {"title": "здесь", "patch": {}},
        "b-there": {"title": "там", "patch": {"opens": "comment.proposed"}},
    }
    question = {"start": {"title": "С чего?", "alternatives": alternatives}}
    norm = response(
        opens="misinfo.notified", closes="comment.drafted", within={"hours": 3}, readings={"start": {}}
    )
    events = [
        event("a", "2024-05-06T10:00:00", "misinfo.notified"),
        event("b", "2024-05-06T12:00:00", "comment.proposed"),
    ]
    row = sole(profile({"n": norm}, readings=question), events, "2024-05-06T14:00:00")
    assert [one["due_at"][11:16] for one in row["readings"]] == ["13:00", "15:00"]
    assert [(step["before"][11:16], step["after"][11:16]) for step in row["steps"]] == [
        ("10:00", "13:00"),
        ("12:00", "15:00"),
    ]
    assert (row["opened_by"], row["due_at"], row["status"], row["contested"]) == (
        "a",
        None,
        "undetermined",
        True,
    )


def test_without_steps_the_dates_are_the_same():
    doc = profile({"n": response(within={"days": 1}, readings={"roll": {}})}, readings=ROLL)
    plan = compiled({"m": [{"first": None, "last": None, "doc": doc}]})
    log = logged(plan, [[event("e", "2024-05-06T10:00:00")]])
    found = assess(plan, calendars(), log.frame, date(2024, 6, 5))
    with_steps = obligation_rows(found, log.frame)
    without = obligation_rows(found, log.frame, with_steps=False)
    assert [{**row, "steps": []} for row in with_steps] == without
