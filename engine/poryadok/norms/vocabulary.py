"""The shared vocabulary: the ids that all profiles draw on, so that they line up in a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["UNIT_FAMILIES", "Vocabulary", "read_vocabulary"]

UNIT_FAMILIES: Mapping[str, str] = {
    "minutes": "instant",
    "hours": "instant",
    "working_hours": "office",
    "days": "day",
    "calendar_days": "day",
    "working_days": "day",
    "weeks": "day",
    "months": "day",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each section maps an id to its Russian title."""

    event_types: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    norms: dict[str, str] = field(default_factory=dict)
    tracks: dict[str, str] = field(default_factory=dict)
    procedures: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=lambda: {unit: unit for unit in UNIT_FAMILIES})


def read_vocabulary(doc: Mapping[str, Any]) -> Vocabulary:
    """Read a vocabulary document; an entry is a title, or a map that holds one."""

    def section(name: str) -> dict[str, str]:
        entries = doc.get(name)
        if not isinstance(entries, Mapping):
            return {}
        return {
            str(key): str(body.get("title", key)) if isinstance(body, Mapping) else str(body or key)
            for key, body in entries.items()
        }

    return Vocabulary(
        event_types=section("event_types"),
        roles=section("roles"),
        channels=section("channels"),
        sectors=section("sectors"),
        norms=section("norms"),
        tracks=section("tracks"),
        procedures=section("procedures"),
        units=section("units") or {unit: unit for unit in UNIT_FAMILIES},
    )
