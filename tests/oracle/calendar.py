"""The production calendar as sets of dates (text `YYYY-MM-DD`), and which days it makes working."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml


class Unknown(Exception):
    """The due instant cannot be computed: no number, or no calendar for a year that is needed."""


class MissingYear(Unknown):
    def __init__(self, year: int) -> None:
        super().__init__(f"no production calendar for {year}")
        self.year = year


@dataclass(frozen=True)
class OracleCalendar:
    """Dates by what they are; a date in none of the sets is worked from Monday to Friday.

    off: holidays and days off moved there; on: weekend days worked, `instead_of` the one named there;
    presidential: non-working by a presidential act, a kind of their own; shortened: an hour less.
    """

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    presidential: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    instead_of: Mapping[str, str] = field(default_factory=dict)


def is_working(calendar: OracleCalendar, day: date, presidential: str = "working") -> bool:
    """Whether the day is a working one; `presidential` says how presidential non-working days count."""
    if day.year not in calendar.years:
        raise MissingYear(day.year)
    name = day.isoformat()
    if name in calendar.off:
        return False
    if name in calendar.presidential and presidential == "rest":
        return False
    if name in calendar.on:
        return True
    return day.weekday() < 5


def load(folder: Path) -> OracleCalendar:
    """A calendar from its files, one a year. All scalars are read as text, so that no date is guessed."""
    off, on, presidential, shortened, years = set(), set(), set(), set(), set()
    instead_of = {}
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        years.add(int(content["year"]))
        for name, entry in content["days"].items():
            if entry.get("kind") in ("holiday", "moved-off"):
                off.add(name)
            if entry.get("kind") == "working-weekend":
                on.add(name)
                if "instead_of" in entry:
                    instead_of[name] = entry["instead_of"]
            if entry.get("presidential") == "true":
                presidential.add(name)
            if entry.get("shortened") == "true":
                shortened.add(name)
    return OracleCalendar(
        frozenset(off),
        frozenset(on),
        frozenset(presidential),
        frozenset(shortened),
        frozenset(years),
        instead_of,
    )
