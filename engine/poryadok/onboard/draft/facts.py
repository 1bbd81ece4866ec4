"""What a clause gives beside norms: data of the act, roles, channels, sectors, rows of staff."""

from collections.abc import Mapping, Sequence
from typing import Any

from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.context import above
from poryadok.onboard.draft.model import Amendment, Match, Person
from poryadok.onboard.draft.words import flat

__all__ = ["facts_of"]

Entries = Mapping[str, Mapping[str, Any]]


def facts_of(
    act: Mapping[str, Any],
    roles: Entries,
    channels: Entries,
    sectors: Entries,
    staff: Sequence[Person],
    repeals: Sequence[Amendment],
    clauses: Mapping[str, Clause],
) -> dict[str, tuple[Match, ...]]:
    """Locator -> facts; the value of each is ``kind/id``: ``role/curator``, ``act/in-force``."""
    found: dict[str, list[Match]] = {}

    def add(kind: str, name: str, locator: str, words: str = "") -> None:
        found.setdefault(locator, []).append(Match(f"{kind}/{name}", words, kind, locator))

    for one in repeals:
        add("act", "repeals", one.locator)
    if "in_force_clause" in act:
        add("act", "in-force", act["in_force_clause"])
    for section in ("basis", "publication"):
        for locator in dict.fromkeys(entry["clause"] for entry in act.get(section, {}).values()):
            add("act", section, locator)
    for kind, entries in (("role", roles), ("channel", channels), ("sector", sectors)):
        for name, entry in entries.items():
            add(kind, name, entry["clause"], entry.get("words", ""))
    for person in staff:
        add("staff", person.id, person.locator)
    heads = {name for locator in clauses for name in above(locator, clauses)[:1]}
    for locator in heads:
        if flat(clauses[locator].text).endswith(":"):
            add("heading", "", locator)
    return {locator: tuple(matches) for locator, matches in found.items()}
