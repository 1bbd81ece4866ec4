"""The worked examples of docs/semantics.md, recomputed by the package and by the independent oracle."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from docs.support import DOCS, fenced, plain_yaml
from oracle import OracleCalendar
from oracle import assess as oracle_assess
from oracle.terms import Place, begin, extend, finish
from poryadok.clock.calendars import Calendar, load_calendars
from poryadok.clock.office import OfficeHours, add_working_seconds
from poryadok.clock.periods import due_day, parse_period
from poryadok.clock.terms import DAY_UNITS, DayTerm, last_day, roll_day
from poryadok.clock.zones import day_end, day_start, iso, local_day
from poryadok.data import data_root
from poryadok.kernel.assess import assess
from poryadok.kernel.log_rules import log_rules
from poryadok.log.read import read_log
from poryadok.norms.library import Library
from poryadok.norms.readings import build_profile
from poryadok.report.office_steps import into_hours
from poryadok.report.rows import obligation_rows

Doc = dict[str, Any]

RU = load_calendars([data_root() / "configs" / "calendars"])["ru"]
LIBRARY = Library.open()


def _examples(kind: str) -> list[Doc]:
    texts = fenced(DOCS / "semantics.md", "yaml")
    found = [plain_yaml(text) for text in texts if text.startswith(f"# пример: {kind}\n")]
    assert found
    return found


def _oracle_calendar(calendar: Calendar) -> OracleCalendar:
    days = calendar.special
    return OracleCalendar(
        off=frozenset(d.isoformat() for d, x in days.items() if not x.working),
        on=frozenset(d.isoformat() for d, x in days.items() if x.working and d.weekday() > 4),
        presidential=frozenset(d.isoformat() for d, x in days.items() if x.presidential),
        shortened=frozenset(d.isoformat() for d, x in days.items() if x.shortened),
        years=calendar.years,
        instead_of={
            d.isoformat(): x.instead_of.isoformat()
            for d, x in days.items()
            if x.kind == "working-weekend" and x.instead_of is not None
        },
    )


ORACLE = _oracle_calendar(RU)


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _by_clock(example: Doc) -> tuple[int, int]:
    """Nominal and effective due instants by the package."""
    ((unit, count),) = example["term"].items()
    opened, zone = _seconds(example["opened"]), example["zone"]
    rest = example.get("presidential_days") == "rest"
    if example.get("after_hours") == "next_working_day":
        office = tuple((day, tuple(spans)) for day, spans in example["office_hours"].items())
        begun, _ = into_hours(opened, office, RU, zone, rest)
        assert begun is not None
        opened = begun
    if unit in DAY_UNITS:
        added = tuple(next(iter(one.items())) for one in example.get("extended", []))
        roll, zero = example.get("roll", "keep"), example.get("day_zero", "exclude")
        found = last_day(DayTerm(unit, count, zero, roll, rest, added), local_day(opened, zone), RU)
        assert found.nominal is not None
        assert found.effective is not None
        return day_end(found.nominal, zone), day_end(found.effective, zone)
    if unit == "working_hours":
        hours = OfficeHours.parse(example["office_hours"])
        due = add_working_seconds(opened, count * 3600, hours, RU, zone, rest)
    else:
        due = opened + count * {"minutes": 60, "hours": 3600}[unit]
    return due, due


def _by_oracle(example: Doc) -> tuple[int, int]:
    place = Place(ZoneInfo(example["zone"]), ORACLE, example.get("office_hours", {}), {})
    norm = {**example, "within": example["term"]}
    running = begin(norm, {}, _seconds(example["opened"]), place)
    assert running is not None
    for one in example.get("extended", []):
        running = extend(running, *next(iter(one.items())), norm, place)
    nominal, due = finish(running, norm, place)
    return nominal, due


@pytest.mark.parametrize("example", _examples("срок"), ids=lambda one: f"{one['term']} {one['opened']}")
@pytest.mark.parametrize("way", [_by_clock, _by_oracle])
def test_term(way: Any, example: Doc) -> None:
    wanted = [example.get("nominal", example["due"]), example["due"]]
    assert [iso(t, example["zone"]) for t in way(example)] == wanted


@pytest.mark.parametrize("example", _examples("период"), ids=lambda one: f"{one['every']} {one['period']}")
def test_period(example: Doc) -> None:
    period, zone = parse_period(example["period"]), example["zone"]
    assert period is not None
    assert period.every == example["every"]
    day = due_day(period, example["written"])
    inside = period.first <= day <= period.last
    first = date.fromisoformat(example["in_force"])
    opened = max(period.first, first) if inside else date.fromordinal(period.last.toordinal() + 1)
    due = roll_day(day, example.get("roll", "keep"), RU)
    assert due.effective is not None
    instants = day_start(opened, zone), day_end(day, zone), day_end(due.effective, zone)
    assert [iso(t, zone) for t in instants] == [example["opened"], example["nominal"], example["due"]]


def _by_kernel(example: Doc, events: list[Doc], folder: Path) -> Doc:
    resolved = LIBRARY.resolve(example["profile"])
    versions = [(one.first, one.last, one.doc) for one in resolved.versions]
    profile = build_profile(resolved.id, versions, resolved.digest)
    path = folder / "log.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in events), encoding="utf-8")
    log = read_log([str(path)], log_rules(tuple(LIBRARY.vocabulary.event_types), [profile]))
    assert log.rejected == 0
    found = assess([profile], {"ru": RU}, log.frame, date.fromisoformat(example["as_of"]))
    return next(one for one in obligation_rows(found, log.frame) if one["id"] == example["id"])


def _by_slow_oracle(example: Doc, events: list[Doc]) -> Doc:
    (version,) = LIBRARY.resolve(example["profile"]).versions
    versions = [{"first": None, "last": None, "doc": version.doc}]
    as_of = date.fromisoformat(example["as_of"])
    found = oracle_assess({example["profile"]: versions}, events, as_of, {"ru": ORACLE})
    return next(one for one in found["obligations"] if one["id"] == example["id"])


@pytest.mark.parametrize("example", _examples("вывод"), ids=lambda one: f"{one['id']} {one['as_of']}")
@pytest.mark.parametrize("way", ["kernel", "oracle"])
def test_verdict(way: str, example: Doc, tmp_path: Path) -> None:
    events = [
        {"id": f"e{number}", "municipality": example["profile"], **event}
        for number, event in enumerate(example["events"])
    ]
    row = _by_kernel(example, events, tmp_path) if way == "kernel" else _by_slow_oracle(example, events)
    found = {name: row[name] for name in example["gives"]}
    found["readings"] = [one["status"] for one in row["readings"]]
    assert found == example["gives"]
