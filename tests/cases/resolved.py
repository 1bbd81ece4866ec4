"""Resolved profiles and calendars in the plain shape that the oracle takes."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from cases.scenarios import Doc
from oracle import OracleCalendar
from oracle.calendar import load
from poryadok.data import data_root
from poryadok.norms.library import Library

__all__ = ["calendars", "versions_of"]


@cache
def versions_of(profile: str, layers: tuple[Path, ...], configs: Path | None = None) -> list[Doc]:
    resolved = Library.open(configs, layers=layers).resolve(profile)
    assert resolved.valid, resolved.findings
    return [{"first": text_of(v.first), "last": text_of(v.last), "doc": v.doc} for v in resolved.versions]


def text_of(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@cache
def calendars() -> dict[str, OracleCalendar]:
    return {"ru": load(data_root() / "configs" / "calendars" / "ru")}
