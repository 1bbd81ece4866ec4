"""Contact cards: private files, read and checked; findings never carry what a card says.

A file holds ``cards`` (a list) or one card at its top, and may name its ``profile``. A card has ``fio``,
``position``, ``email``, ``phone`` and ``role`` (one or several); Russian names of these fields are read too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poryadok.findings import Finding, Severity, Span, in_order
from poryadok.norms.yaml_text import YamlText, load_path, span_at
from poryadok.onboard.contact_card import FIELDS, Card, canonical, checked, names_of

__all__ = ["FIELDS", "Card", "CardFile", "check_cards", "is_private", "read_cards"]

_TOP = ("format", "profile", "cards")


@dataclass(frozen=True)
class CardFile:
    """A file as read: raw cards with their paths, the profile it names, or why it cannot be read."""

    text: YamlText
    profile: str | None = None
    cards: tuple[tuple[tuple[str, ...], Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: bool = False


def is_private(path: Path) -> bool:
    """Tell whether git of this repository, and of one made like it, leaves such a file out."""
    return path.name.endswith((".contacts.yaml", ".local.yaml")) or "contacts" in path.absolute().parent.parts


def read_cards(path: Path) -> CardFile:
    """Read a file of cards. Never raises; nothing of a file's content gets into the findings."""
    text = load_path(path, path.name)
    if text.findings:
        # a key of a broken file may be anything, a name too
        bare = tuple(Finding(one.rule, one.severity, (), one.spans, _harmless(one)) for one in text.findings)
        return CardFile(text, findings=bare, unread=True)
    profile = text.doc.get("profile")
    found = []
    if text.doc.get("format", 1) != 1:
        found.append(_finding(text, "contacts.format", ("format",)))
    if "profile" in text.doc and not isinstance(profile, str):
        found.append(_finding(text, "contacts.not-text", ("profile",), {"field": "profile"}))
    named = profile if isinstance(profile, str) else None
    if "cards" not in text.doc:
        card = {key: value for key, value in text.doc.items() if key not in _TOP}
        return CardFile(text, named, (((), card),), tuple(found))
    listed = text.doc["cards"]
    found.extend(
        _finding(text, "contacts.unknown-field", (key,), {"known": ", ".join(_TOP)}, shown=())
        for key in text.doc
        if key not in _TOP
    )
    if not isinstance(listed, list) or not listed:
        found.append(_finding(text, "contacts.no-cards", ("cards",)))
        listed = []
    cards = tuple((("cards", str(index)), body) for index, body in enumerate(listed))
    return CardFile(text, named, cards, tuple(found))


def check_cards(
    file: CardFile, roles: Mapping[str, Any], wanted: Sequence[str] = ()
) -> tuple[tuple[Card, ...], tuple[Finding, ...]]:
    """Normalise and check the cards of a file that was read.

    ``roles``: the roles that exist, id -> title or body; ``wanted``: those that should have a card.
    """
    titles = {
        str(body.get("title", key) if isinstance(body, Mapping) else body).casefold(): key
        for key, body in roles.items()
    }
    found, cards = [*file.findings], []
    for number, (path, body) in enumerate(file.cards, 1):
        if not isinstance(body, Mapping):
            found.append(_finding(file.text, "contacts.not-a-card", path, {"card": number}))
            continue
        names, twice = names_of(body)
        for key in twice:
            args: dict[str, str | int] = {"card": number, "field": canonical(key)}
            found.append(
                _finding(file.text, "contacts.field-twice", (*path, key), args, (*path, canonical(key)))
            )
        card, problems = checked(body, number, {**{key: key for key in roles}, **titles}, bool(roles))
        cards.append(card)
        for name, rule, key in problems:
            place = (*path, names.get(name, name) if name != "?" else key)
            args = {"card": number, "field": name, "known": ", ".join(roles if name == "role" else FIELDS)}
            found.append(_finding(file.text, rule, place, args, (*path, name) if name != "?" else path))
    held = {role for card in cards for role in card.roles}
    found.extend(
        Finding("contacts.role-without-card", "low", ("roles", role), (Span(file.text.file),), {"role": role})
        for role in wanted
        if role not in held
    )
    return tuple(cards), tuple(in_order(found))


def _harmless(one: Finding) -> dict[str, str | int]:
    return {key: value for key, value in one.args.items() if key in ("limit", "byte", "code", "reason")}


_SEVERITIES: dict[str, Severity] = {"contacts.unknown-field": "medium", "contacts.format": "critical"}


def _finding(
    text: YamlText,
    rule: str,
    place: tuple[str, ...],
    args: Mapping[str, str | int] | None = None,
    shown: tuple[str, ...] | None = None,
) -> Finding:
    """``place`` leads to the line; ``shown`` is the path that is told, for keys may be personal too."""
    mark = next(
        (text.marks[place[:end]] for end in range(len(place), 0, -1) if place[:end] in text.marks), None
    )
    path = place if shown is None else shown
    span = span_at(text.file, mark, key=True)
    return Finding(rule, _SEVERITIES.get(rule, "high"), path, (span,), args or {})
