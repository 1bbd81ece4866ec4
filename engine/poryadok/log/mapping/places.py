"""Municipalities by the names that exports give them: the profile's id, or its name in Russian."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from poryadok.log.mapping.text import fold
from poryadok.log.rules import LogRules

__all__ = ["Places", "places_of"]


@dataclass(frozen=True)
class Places:
    """zones: profile id -> IANA zone; names: folded name -> id; a name of two municipalities is none."""

    zones: Map[str, str]
    names: Map[str, str] = field(default_factory=dict)

    def id_of(self, text: str) -> str | None:
        """The profile of a name, or None."""
        return text if text in self.zones else self.names.get(fold(text))


def places_of(rules: LogRules, names: Map[str, tuple[str, ...]]) -> Places:
    """All municipalities that the log may speak of; ``names``: id -> its names in Russian."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for place, titles in sorted(names.items()):
        for title in {fold(one) for one in (*titles, place) if one}:
            if found.setdefault(title, place) != place:
                shared.add(title)
    known = {title: place for title, place in found.items() if title not in shared}
    return Places({name: one.timezone for name, one in rules.municipalities.items()}, known)
