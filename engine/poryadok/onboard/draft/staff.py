"""Roles and the list of staff: who holds which role, by position only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poryadok.onboard.act.fingerprint import plain
from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.model import Match, Person
from poryadok.onboard.draft.people import position_of, rank_of
from poryadok.onboard.draft.sectors import sectors_named
from poryadok.onboard.draft.words import flat, shown

__all__ = ["ROLES", "roles_of", "staff_of"]

_INCIDENT = r"(?:(?:в|с) )?(?:систем\w+ )?(?:пос и )?\"инцидент[ -]менеджмент\""
_POS = r"(?:(?:в|на|с) )?(?:систем\w+ )?(?:пос|платформ\w+ обратной связи)(?: \"[^\"]*\")?"
_FOR = r"ответственн\w+ (?:мцу )?за (?:работу (?:мцу )?)?"

# role -> what a row of staff, or the beginning of a clause, calls it; the longer first
ROLES: Mapping[str, str] = {
    "cur-representative": r"представител\w+ (?:цур|центра управления регионом(?: [а-я]+ [а-я]+(?: эл)?)?)",
    "sector-head": r"руководител\w+ отраслев\w+ блок\w*",
    "mcu-head": r"руководител\w+ (?:мцу|муниципальн\w+ центр\w* управления)",
    "administrator": r"администратор\w* (?:мцу|муниципальн\w+ центр\w* управления)",
    "secretary": r"секретар\w+ (?:мцу|рабочей группы)",
    "curator": r"куратор\w*(?! цур)(?! центра управления рег)(?: мцу)?(?: от администрации)?",
    "incident-officer": rf"{_FOR}{_INCIDENT}",
    "pos-officer": rf"{_FOR}{_POS}|(?:,|и) (?:в|на) платформ\w+ обратной связи(?: \"[^\"]*\")?",
    "fz59-officer": rf"{_FOR}(?:с )?обращени\w+[^|]*?59-фз",
    "pages-officer": rf"{_FOR}(?:ведение )?официальн\w+ страниц\w*|ведение официальн\w+ страниц\w*",
    "member": r"(?:постоянн\w+ )?(?:участник|член)\w* (?:мцу|рабочей группы)",
    "contact-officer": r"контактн\w+ (?:должностн\w+ )?лиц\w*",
}
_BY_AGREEMENT = "(по согласованию)"


def staff_of(clauses: Mapping[str, Clause]) -> tuple[Person, ...]:
    """The rows of the lists of staff: every position with its roles."""
    found: list[Person] = []
    used: set[str] = set()
    for locator, clause in clauses.items():
        if " стр. " not in locator:
            continue
        text = plain(clause.text)
        for position, roles in _groups(text):
            rank = rank_of(position)
            name = (
                f"{rank}-{locator.rsplit(' ', 1)[1]}" if rank != "head" or "head" in used else "head-of-staff"
            )
            while name in used:
                name += "-b"
            used.add(name)
            kept = tuple(Match(role, shown(said), role, locator) for role, said in roles)
            sectors = tuple(
                Match(sector, shown(said), sector, locator)
                for sector, said in sectors_named(
                    flat(text) if any(role == "sector-head" for role, _ in roles) else ""
                )
            )
            agreed = _BY_AGREEMENT in text.lower()
            found.append(Person(locator, name, position, rank, kept, sectors, agreed))
    return tuple(found)


def roles_of(clauses: Mapping[str, Clause], staff: Sequence[Person]) -> dict[str, dict[str, Any]]:
    """Role -> its clause, the words, and its holders (position id -> locator); in the table's order."""
    held: dict[str, dict[str, str]] = {}
    called: dict[str, str] = {}
    for person in staff:
        for match in person.roles:
            held.setdefault(match.value, {})[person.id] = person.locator
            called.setdefault(match.value, match.words)
    found: dict[str, dict[str, Any]] = {}
    for role, regex in ROLES.items():
        place = _place(role, regex, clauses)
        if place is None and role not in held:
            continue
        locator, words = place or (next(iter(held[role].values())), called[role])
        found[role] = {"clause": locator, "words": shown(words), "holders": held.get(role, {})}
    return found


def _place(role: str, regex: str, clauses: Mapping[str, Clause]) -> tuple[str, str] | None:
    """The clause that a role begins, or else the first one that names it outside the lists of staff."""
    named: tuple[str, str] | None = None
    for locator, clause in clauses.items():
        if " стр. " in locator or locator.startswith("преамб."):
            continue
        words = flat(clause.text)
        match = re.search(rf"(?<!\w)(?:{regex})", words)
        if match is None:
            continue
        if match.start() == 0:
            return locator, match[0]
        named = named or (locator, match[0])
    return named


def _groups(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The positions of a row with their roles: a row may hold more than one person."""
    low = text.lower()
    spans: list[tuple[int, int, str]] = []
    for role, regex in ROLES.items():
        for match in re.finditer(rf"(?<!\w)(?:{regex})", low):
            if all(match.end() <= start or end <= match.start() for start, end, _ in spans):
                spans.append((*match.span(), role))
    spans.sort()
    position, roles, at = "", list[tuple[str, str]](), 0
    for start, end, role in [*spans, (len(text), len(text), "")]:
        between = position_of(text[at:start])
        if between:
            if position and roles and at:
                yield position, roles
                position, roles = "", []
            position = f"{position}, {between[:1].lower()}{between[1:]}" if position else between
        if role and all(role != known for known, _ in roles):
            roles.append((role, low[start:end]))
        at = end
    if position:
        yield position, roles
