"""The municipalities of a generated log: the five bundled ones and any number that are like one of them.

Municipality number i is like the bundled one number i % 5: the same region, time zone and norms. So the
share of each family of norms stays the same, whether five municipalities write the log or five thousand.
"""

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["AS_OF", "END", "FIRST_DAY", "KINDS", "LAST_DAY", "START", "Kind", "Place", "places"]

FIRST_DAY = date(2025, 11, 1)
"""First local day of a log."""
LAST_DAY = date(2026, 10, 25)
"""Last local day of a log; terms of two months from it still end in a year that has a production calendar."""
AS_OF = "2026-10-26T12:00:00+03:00"
"""The instant as of which a log is judged: a little after its last event."""
EPOCH = date(1970, 1, 1)
START = (FIRST_DAY - EPOCH).days
END = (LAST_DAY - EPOCH).days


@dataclass(frozen=True, slots=True)
class Kind:
    """What a bundled municipality lends to those like it. ``offset``: hours east of UTC, all year."""

    id: str
    folder: str
    zone: str
    offset: int


KINDS = (
    Kind("kuzhmara", "mari-el", "Europe/Moscow", 3),
    Kind("beloyarsky", "sverdlovsk", "Asia/Yekaterinburg", 5),
    Kind("reftinsky", "sverdlovsk", "Asia/Yekaterinburg", 5),
    Kind("borsky", "samara", "Europe/Samara", 4),
    Kind("kilemar", "mari-el", "Europe/Moscow", 3),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality. ``in_force``: first day in force of its act, None for a bundled one."""

    id: str
    kind: Kind
    number: int
    in_force: date | None

    @property
    def bundled(self) -> bool:
        """Whether it is one of the five that are shipped."""
        return self.in_force is None


def places(count: int) -> list[Place]:
    """The first ``count`` municipalities, in a fixed order. Raises ValueError below five."""
    if count < len(KINDS):
        raise ValueError(f"at least {len(KINDS)} municipalities")
    made = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        if number < len(KINDS):
            made.append(Place(kind.id, kind, number, None))
        else:
            # acts of the generated ones come into force within two months around the log's beginning
            since = FIRST_DAY + timedelta(days=number * 7 % 61 - 30)
            made.append(Place(f"{kind.id}-{number:05d}", kind, number, since))
    return made
