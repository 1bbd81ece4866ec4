"""Operands made from documents and from the bundled profiles, changed as a test wants them."""

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from kernel.kernel_world import calendars
from poryadok.clock.calendars import Calendar
from poryadok.compare.model import Operand
from poryadok.norms.library import Library
from poryadok.norms.origins import Origins
from poryadok.norms.patch import merge
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import VersionDoc

Doc = dict[str, Any]
PROFILES = ("beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky")


@cache
def _resolved(profile: str) -> Doc:
    found = Library.open().resolve(profile)
    assert found.valid
    return found.versions[-1].doc


def bundled(profile: str) -> Doc:
    """The resolved document of a bundled profile, the test's own to change."""
    return copy.deepcopy(_resolved(profile))


@cache
def two_years() -> dict[str, Calendar]:
    """The production calendar of 2024 and 2025 alone: what is shown on any day is shown sooner."""
    whole = calendars()["ru"]
    years = frozenset({2024, 2025})
    return {
        "ru": Calendar("ru", years, {day: one for day, one in whole.special.items() if day.year in years})
    }


def operand(doc: Doc, label: str = "", *, all_years: bool = False) -> Operand:
    """A side of a comparison from a resolved document."""
    profile = build_profile(doc["id"], [(None, None, doc)], "digest")
    version = VersionDoc(None, None, doc, Origins(doc, ()))
    years = calendars() if all_years else two_years()
    return Operand(label or doc["id"], doc["id"], version, profile, "digest", years)


def world(*norms: Mapping[str, Any], **sections: Any) -> Doc:
    """A small resolved document: ``norms`` by number (n0, n1, …), other sections as given."""
    doc = {
        "id": "primer",
        "municipality": {"name": "Пример", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2019-01-01"}},
        "norms": {f"n{number}": dict(norm) for number, norm in enumerate(norms)},
    }
    return doc | sections


def response(**fields: Any) -> Doc:
    """A duty to answer, with these fields (None: without the field)."""
    plain = {
        "kind": "response",
        "bearer": "office",
        "counterparty": "applicant",
        "opens": "message.received",
        "closes": "message.answered",
        "within": {"calendar_days": 5},
        "source": {"locator": "п. 1"},
    }
    return merge(plain, {key: value for key, value in fields.items() if value is None}) | {
        key: value for key, value in fields.items() if value is not None
    }


def report(**fields: Any) -> Doc:
    """A duty to report each quarter by day 5 of the next month, with these fields."""
    plain = {
        "kind": "report",
        "bearer": "office",
        "counterparty": "cur",
        "every": "quarter",
        "due": {"day": 5, "of": "next_month"},
        "source": {"locator": "п. 2"},
    }
    return {key: value for key, value in (plain | fields).items() if value is not None}
