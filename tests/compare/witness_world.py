"""Small texts with the bundled calendars, and witnesses put through the real reader to the real kernel."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kernel.kernel_world import calendars, event_types
from poryadok.compare.differences import diff
from poryadok.compare.model import Change, Diff, Operand, Witness
from poryadok.compare.witness import with_witnesses
from poryadok.kernel.assess import assess
from poryadok.kernel.log_rules import log_rules
from poryadok.log.read import read_log
from poryadok.log.record import Log
from poryadok.norms.model import Profile
from poryadok.norms.origins import Origins
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import VersionDoc
from poryadok.report.order import ids_of, index_of
from poryadok.report.rows import RowMaker

Doc = dict[str, Any]


def text(norms: Mapping[str, Doc], **sections: Any) -> Operand:
    """A side of a comparison: norms by id, in Moscow, in force until the end of 2026, with other sections."""
    doc = {
        "id": "primer",
        "municipality": {"name": "Пример", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2019-01-01", "to": "2026-12-31"}},
        "norms": dict(norms),
        **sections,
    }
    profile = build_profile("primer", [(None, None, doc)], "digest")
    version = VersionDoc(None, None, doc, Origins(doc, ()))
    return Operand("primer", "primer", version, profile, "digest", calendars())


def answer(**fields: Any) -> Doc:
    """To answer a message within five calendar days, with other fields in place of these."""
    plain = {
        "kind": "response",
        "bearer": "office",
        "opens": "message.received",
        "closes": "message.answered",
        "within": {"calendar_days": 5},
        "source": {"locator": "п. 1"},
    }
    return {key: value for key, value in (plain | fields).items() if value is not None}


def compared(a: Doc, b: Doc, *, other: Mapping[str, Any] | None = None, **sections: Any) -> Diff:
    """Two texts of one norm ``n``; ``other``: sections of the second text that differ from the first's."""
    sides = text({"n": a}, **sections), text({"n": b}, **{**sections, **(other or {})})
    return with_witnesses(diff(*sides))


def change(found: Diff, path: str) -> Change:
    return next(one for one in found.changes if one.path == path)


def witness(found: Diff, path: str) -> Witness:
    made = change(found, path).witness
    assert made is not None
    return made


def told(made: Witness) -> list[str]:
    """The events in short, without their seconds: «2026-03-18T10:00 message.received»."""
    return [f"{one['time'][:16]} {one['type']}" for one in made.events]


def verdicts(made: Witness) -> list[tuple[str, str | None] | None]:
    """Status and due instant (without offset) by each text."""
    sides = (made.a, made.b)
    return [None if one is None else (one["status"], one["due_at"] and one["due_at"][:19]) for one in sides]


def read_by(profile: Profile, made: Witness) -> Log:
    """The witness as a file of the profile's municipality, read by the profile's own rules."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "witness.jsonl"
        lines = [json.dumps({**one, "municipality": profile.id}, ensure_ascii=False) for one in made.events]
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_log([str(path)], log_rules(event_types(), [profile]))


def judged(side: Operand, place: Operand, made: Witness) -> tuple[dict[str, Doc], Log]:
    """What a whole profile answers on a witness, in the place and under the id of another; and the log.

    By id, of the obligations that the witness is about on either side.
    """
    profile = replace(
        side.profile, id=place.id, timezone=place.profile.timezone, calendar=place.profile.calendar
    )
    log = read_by(profile, made)
    found = assess([profile], place.calendars, log.frame, datetime.fromisoformat(made.as_of))
    index = index_of(found, log.frame)
    ids = [one["id"] for one in (made.a, made.b) if one is not None]
    rows = RowMaker(found, log.frame).rows(index.filter(ids_of(index).is_in(ids)))
    return {row["id"]: row for row in rows}, log
