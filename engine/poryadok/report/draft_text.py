"""A draft as a report that a lawyer reads: the act, the people by position, clause by clause, the holes."""

from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.norms.vocabulary import Vocabulary
from poryadok.onboard.draft.actor_table import ACTORS
from poryadok.onboard.draft.model import ClauseDraft, Draft
from poryadok.onboard.draft.profile import Profile
from poryadok.report.draft_words import CONFIDENCE, KINDS, hole_words, term_words
from poryadok.report.draft_yaml import draft_progress

__all__ = ["draft_lines", "summary_line"]

_NORMS = {
    "response": "действие в ответ на событие",
    "request": "ответ на запрос",
    "report": "отчёт за период",
    "activity": "действие каждого периода",
    "once": "один раз к дате",
    "precedence": "порядок: сначала одно, потом другое",
    "standing": "обязанность без срока",
    "right": "право",
    "power": "полномочие",
    "declaration": "положение, которое не считается",
}
_STANDING = {"main": "основная", "additional": "дополнительная"}
_TITLES = {actor.id: actor.title for actor in ACTORS}


def draft_lines(draft: Draft, profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    """The whole report; the holes come last."""
    yield from _act(draft)
    yield from _people(draft, vocabulary)
    yield ""
    yield "Пункты"
    positions = {one.id: one.position for one in draft.staff}
    for one in draft.clauses:
        yield from _clause(one, vocabulary, positions)
    yield ""
    if profile.holes:
        yield "Решить"
    for hole in profile.holes:
        yield f"  {f'{hole.locator}: ' if hole.locator else ''}{hole_words(hole)}"
    yield ""
    yield summary_line(draft, profile)


def summary_line(draft: Draft, profile: Profile) -> str:
    """How much was understood."""
    terms = sum("unsaid" not in term.value for one in draft.clauses for term in one.terms)
    known = sum(one.understood for one in draft.clauses)
    progress = draft_progress(profile)
    return (
        f"Пунктов: {len(draft.clauses)}, понято: {known}, сроков: {terms}, "
        f"норм в черновике: {sum(norm is not None for norm in profile.doc.get('norms', {}).values())}, "
        f"решить: {len(profile.holes)}. "
        f"Значений решено {progress.decided} из {progress.total} ({progress.percent} %); "
        "что осталось без нормы, покажет trace"
    )


def _act(draft: Draft) -> Iterator[str]:
    act: Mapping[str, Any] = draft.act
    yield "Акт"
    yield f"  вид: {KINDS.get(act.get('kind', ''), '—')}"
    yield f"  номер и дата: {act.get('number', '—')}, {_day(act.get('date', '')) or '—'}"
    yield f"  кто издал: {act.get('issuer', '—')}"
    yield f"  название: {act.get('title', '—')}"
    force = act.get("in_force", {}).get("from", "")
    yield f"  действует с: {_day(force) or '—'}" + (f" ({act['in_force_clause']})" if force else "")
    yield f"  муниципалитет: {draft.municipality.get('name', '—')}; регион: {draft.region or '—'}"
    for title, entries in (
        ("основание", act.get("basis", {})),
        ("опубликование", act.get("publication", {})),
    ):
        for entry in entries.values():
            yield f"  {title}: {entry['title']} ({entry['clause']})"


def _people(draft: Draft, vocabulary: Vocabulary) -> Iterator[str]:
    positions = {one.id: one.position for one in draft.staff}
    sections: tuple[tuple[str, list[str]], ...] = (
        (
            "Роли",
            [
                f"{vocabulary.roles.get(role, role)} ({entry['clause']})"
                + (f": {'; '.join(positions[one] for one in entry['holders'])}" if entry["holders"] else "")
                for role, entry in draft.roles.items()
            ],
        ),
        (
            "Отрасли",
            [
                f"{vocabulary.sectors.get(sector, sector)} – {_STANDING[entry['standing']]} "
                f"({entry['clause']})" + (f": {positions[entry['head']]}" if "head" in entry else "")
                for sector, entry in draft.sectors.items()
            ],
        ),
        (
            "Каналы",
            [
                f"{vocabulary.channels.get(channel, channel)} ({entry['clause']})"
                for channel, entry in draft.channels.items()
            ],
        ),
    )
    for title, lines in sections:
        if lines:
            yield ""
            yield title
            yield from (f"  {line}" for line in lines)


def _clause(one: ClauseDraft, vocabulary: Vocabulary, positions: Mapping[str, str]) -> Iterator[str]:
    facts = _facts(one, vocabulary, positions)
    if not one.understood:
        yield f"  {one.locator}: не понят"
        return
    names = "; ".join(
        f"{vocabulary.norms.get(match.value, match.value)} [{match.value}]" for match in one.concepts
    )
    if not names and not one.terms:
        yield f"  {one.locator}: {facts}"
        return
    yield f"  {one.locator}: {names or 'понятие не узнано'}"
    if facts:
        yield f"    здесь же: {facts}"
    if one.kind and one.kind != "declaration":
        who = f"; кто: {_actor(one.bearer.value, vocabulary)}" if one.bearer else ""
        whom = f"; перед кем: {_actor(one.counterparty.value, vocabulary)}" if one.counterparty else ""
        yield f"    вид: {_NORMS[one.kind]}{who}{whom}"
    for term in one.terms:
        by = f" (из {term.by})" if term.by else ""
        yield f"    срок: {term_words(term.value)} – «{term.words}»{by}"
    why = ", ".join(f"«{match.words}»" for match in one.concepts[:1] if match.words)
    yield f"    уверенность: {CONFIDENCE[one.confidence]}{f'; почему: {why}' if why else ''}"
    for hole in one.holes:
        yield f"    решить: {hole_words(hole)}"


def _facts(one: ClauseDraft, vocabulary: Vocabulary, positions: Mapping[str, str]) -> str:
    """What a clause gives beside norms, in one phrase."""
    titles = {
        "act": {
            "repeals": "отмена прежнего акта",
            "in-force": "вступление в силу",
            "basis": "основание",
            "publication": "опубликование",
        },
        "role": vocabulary.roles,
        "channel": vocabulary.channels,
        "sector": vocabulary.sectors,
        "staff": positions,
        "heading": {"": "вводная строка"},
    }
    prefix = {"role": "роль: ", "channel": "канал: ", "sector": "отрасль: ", "staff": "должность: "}
    said = []
    for fact in one.facts:
        kind, _, name = fact.value.partition("/")
        said.append(f"{prefix.get(kind, '')}{titles[kind].get(name, name)}")
    return "; ".join(said)


def _actor(name: str, vocabulary: Vocabulary) -> str:
    return (
        (_TITLES.get(name) or vocabulary.roles.get(name) or name)
        .lower()
        .replace("цур", "ЦУР")
        .replace("мцу", "МЦУ")
    )


def _day(day: str) -> str:
    return ".".join(reversed(day.split("-"))) if day else ""
