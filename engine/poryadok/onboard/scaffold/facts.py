"""What is said of a municipality and its act before there is a profile; None is what is not known yet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from poryadok.findings import Finding
from poryadok.norms.names import wrong_name
from poryadok.norms.schema import schema_of
from poryadok.timezones import zone_names

__all__ = ["ACT_KINDS", "KINDS", "Facts", "check_facts", "check_id", "is_day"]

_PLAIN = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", re.ASCII)
_NOT_REGIONS = frozenset({"ru", "families", "calendars", "mappings"})


def _words(section: str) -> tuple[str, ...]:
    kind = schema_of(("profile", ""))["$defs"][section]["properties"]["kind"]
    return tuple(word for word in kind["else"]["enum"] if word)


KINDS = _words("municipality")
ACT_KINDS = _words("act")


@dataclass(frozen=True, slots=True)
class Facts:
    """One municipality and its act. Dates are ``YYYY-MM-DD``; ``families`` are names under ``families/``."""

    id: str
    region: str
    families: tuple[str, ...] = ()
    name: str | None = None
    kind: str | None = None
    timezone: str | None = None
    act_kind: str | None = None
    act_number: str | None = None
    act_date: str | None = None
    act_issuer: str | None = None
    act_title: str | None = None
    in_force: str | None = None


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, ``YYYY-MM-DD``."""
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_id(option: str, value: str) -> Iterator[Finding]:
    """A name that is to be a folder or a file: small Latin letters, digits, hyphens."""
    if not _PLAIN.fullmatch(value) or (option == "--region" and value in _NOT_REGIONS):
        yield Finding("new.id-form", "critical", (), (), {"option": option, "value": value})


def check_facts(
    facts: Facts, families: Iterable[str], needs: Mapping[str, Sequence[str]] | None = None
) -> list[Finding]:
    """All that is wrong with what was said. ``families`` are those that exist.

    ``needs``: for a family that was named, the families without which it is not whole.
    """
    known = sorted(families)
    found = [*check_id("--region", facts.region), *check_id("--id", facts.id)]
    for family in facts.families:
        if family not in known:
            found.append(_unknown("new.family-unknown", "--family", family, known))
    for family, needed in (needs or {}).items():
        args: dict[str, str | int] = {
            "option": "--family",
            "name": family,
            "needed": " --family ".join(needed),
        }
        found.append(Finding("new.family-needs", "critical", (), (), args))
    for option, value in (("--act-date", facts.act_date), ("--in-force", facts.in_force)):
        if value is not None and not is_day(value):
            found.append(Finding("new.date", "critical", (), (), {"option": option, "value": value}))
    for option, value, words in (("--kind", facts.kind, KINDS), ("--act-kind", facts.act_kind, ACT_KINDS)):
        if value is not None and value not in words:
            found.append(_unknown("new.word", option, value, words))
    if facts.timezone is not None and facts.timezone not in zone_names():
        found.append(_unknown("new.zone", "--timezone", facts.timezone, zone_names()))
    for one in fields(facts):
        value = getattr(facts, one.name)
        if isinstance(value, str) and (not value.strip() or not value.isprintable()):
            option = "--" + one.name.replace("_", "-")
            found.append(Finding("new.text", "critical", (), (), {"option": option}))
    return found


def _unknown(rule: str, option: str, value: str, known: Iterable[str]) -> Finding:
    args: dict[str, str | int] = {**wrong_name(value, known), "option": option}
    return Finding(rule, "critical", (), (), args)
