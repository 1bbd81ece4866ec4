"""Contact cards for people: findings without what the cards say; the cards themselves only when asked."""

from collections.abc import Sequence
from typing import Any

from poryadok.findings import Finding
from poryadok.onboard.contacts import Card
from poryadok.report.diagnostics import as_record, render_all

__all__ = ["card_records", "cards_text", "contacts_record", "findings_text"]

_TITLES = {
    "fio": "ФИО",
    "position": "должность",
    "email": "эл. почта",
    "phone": "телефон",
}


def findings_text(findings: Sequence[Finding]) -> str:
    """Findings with file, line and field; no excerpt of the file, which is personal data."""
    return render_all(findings, lambda _: None)


def cards_text(cards: Sequence[Card]) -> str:
    """The cards as normalised: only for ``--show``."""
    blocks = []
    for card in cards:
        lines = [f"Карточка {card.number}"]
        lines += [f"  {title}: {getattr(card, name) or '—'}" for name, title in _TITLES.items()]
        lines.append(f"  роль: {', '.join(card.roles) or '—'}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def card_records(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """The cards as normalised, for JSON with ``--show``."""
    return [{**{name: getattr(card, name) for name in _TITLES}, "role": list(card.roles)} for card in cards]


def contacts_record(
    profile: str | None, cards: Sequence[Card], findings: Sequence[Finding], show: bool
) -> dict[str, Any]:
    """``{profile, count, findings}``, with ``--show`` also ``cards``."""
    body: dict[str, Any] = {
        "profile": profile,
        "count": len(cards),
        "findings": [as_record(finding) for finding in findings],
    }
    return {**body, "cards": card_records(cards)} if show else body
