"""What follows from a change, in plain words: the witness, or what the class of the change means."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from poryadok.compare.model import Change, Witness
from poryadok.report import words
from poryadok.report.comparison.phrases import times
from poryadok.report.comparison.words import Side

__all__ = ["consequence", "event_words", "joined", "moment", "verdict", "witness_words"]

_IN: Final = (
    "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье",
)  # fmt: skip
_BY_CLASS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "duty-new": "по B это надо исполнять, по A — нет",
        "duty-lifted": "по A это надо исполнять, по B — нет",
        "right-gained": "по B на это есть право, по A — нет",
        "right-lost": "по A на это есть право, по B — нет",
        "editorial": "последствия те же",
    }
)
_PRECEDENCE: Final[Mapping[str, str]] = MappingProxyType({"fulfilled": "порядок соблюдён"})
_WITHOUT_TERM: Final[Mapping[str, str]] = MappingProxyType(
    {"pending": "ещё не исполнено", "fulfilled": "исполнено"}
)
_NOTHING: Final[Mapping[str, str]] = MappingProxyType(
    {"report": "отчёт не представлен", "activity": "действий не было", "once": "действия не было"}
)
MANY: Final = 3
"""So many events alike in a row are counted and not told one by one."""
_NO_TERM: Final = "срока нет"
_PLAIN: Final = frozenset({"id", "time", "type", "case", "municipality", "recorded"})
_DETAILS: Final[Mapping[str, str]] = MappingProxyType({"period": "период", "due": "срок", "norm": "норма"})


def consequence(change: Change, a: Side, b: Side) -> tuple[str, ...]:
    """Phrases without a full stop at the end; empty where there is nothing to add."""
    if change.witness is not None:
        return witness_words(change.witness, a, b)
    if change.cls == "reassigned" and change.field == "bearer":
        said = a.value(change.path, change.a), b.value(change.path, change.b)
        return f"по A исполнитель — {said[0]}", f"по B — {said[1]}"
    known = _BY_CLASS.get(change.cls) if change.norm is not None else None
    return (known,) if known else ()


def joined(parts: Sequence[str]) -> str:
    """The phrases in one line; a colon leads straight on to the next one."""
    return "; ".join(parts).replace(":; ", ": ")


def moment(text: str | None, *, weekday: bool = False) -> str:
    """«14.06.2024 18:10» from RFC 3339 text, local to the offset it has; seconds only where there are any."""
    if text is None:
        return "—"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    said = (
        f"{at:%d.%m.%Y}"
        if len(text) == 10
        else f"{at:%d.%m.%Y %H:%M:%S}"
        if at.second
        else f"{at:%d.%m.%Y %H:%M}"
    )
    return f"{_IN[at.weekday()]} {said}" if weekday else said


def witness_words(witness: Witness, a: Side, b: Side) -> tuple[str, ...]:
    """«сведения получены в пятницу 14.06.2024 18:10; на …:», «по A срок …», «по B срок …»."""
    told = "; ".join(_told(witness.events, a)) or _idle(witness)
    bearers = {one["bearer"] for one in (witness.a, witness.b) if one is not None and "bearer" in one}
    last = witness.events[-1].get("time") if witness.events else None
    when = "" if last == witness.as_of else f"; на {moment(witness.as_of)}"
    return (
        f"{told}{when}:",
        f"по A {verdict(witness.a, a, bearer=len(bearers) > 1)}",
        f"по B {verdict(witness.b, b, bearer=len(bearers) > 1)}",
    )


def _told(events: Sequence[Mapping[str, Any]], side: Side) -> Iterator[str]:
    """Event by event; many alike in a row are counted: «сообщение поступило 10 раз, с … по …»."""
    for alike, group in groupby(events, key=lambda one: (one.get("type"), list(_details(one, side)))):
        run = list(group)
        if len(run) < MANY:
            yield from (event_words(one, side) for one in run)
            continue
        name, details = side.names.event(str(alike[0])), alike[1]
        first, last = (moment(one.get("time")) for one in (run[0], run[-1]))
        said = f"{name} {times(len(run))}, с {first} по {last}"
        yield f"{said} ({'; '.join(details)})" if details else said


def _idle(witness: Witness) -> str:
    """What it means that nothing happened: periods and dates come by themselves."""
    kinds = {one.get("kind") for one in (witness.a, witness.b) if one is not None}
    return _NOTHING.get(str(kinds.pop()), "событий нет") if len(kinds) == 1 else "событий нет"


def event_words(event: Mapping[str, Any], side: Side) -> str:
    """«обращение зарегистрировано в пятницу 14.06.2024 18:10 (порядок: ускоренное решение)»."""
    said = f"{side.names.event(str(event.get('type')))} {moment(event.get('time'), weekday=True)}"
    details = list(_details(event, side))
    return f"{said} ({'; '.join(details)})" if details else said


def _details(event: Mapping[str, Any], side: Side) -> Iterator[str]:
    for key, value in event.items():
        if key in _PLAIN or value is None:
            continue
        if key == "due":
            yield f"{_DETAILS[key]} {moment(str(value))}"
        elif key == "period":
            yield f"{_DETAILS[key]} {words.period(str(value))}"
        elif key == "data" and isinstance(value, Mapping):
            yield from (f"{name}: {words.printable(str(one))}" for name, one in value.items())
        else:
            yield side.names.where({key: value})


def verdict(obligation: Mapping[str, Any] | None, side: Side, *, bearer: bool = False) -> str:
    """«срок 14.06.2024 21:10, просрочено»; with ``bearer`` also who answers for it."""
    if obligation is None:
        return "обязанности нет"
    status = str(obligation.get("status"))
    precedence = obligation.get("kind") == "precedence" or status == "violated"
    term = None if precedence else _due(obligation)
    parts = [term] if term is not None else []
    if precedence:
        status = _PRECEDENCE.get(status, status)
    elif obligation.get("due_at") is None and (term == _NO_TERM or status == "pending"):
        status = _WITHOUT_TERM.get(status, status)
    parts.append(words.STATUSES.get(status, status))
    if obligation.get("contested"):
        parts.append("спорно: при ином толковании вывод другой")
    if bearer:
        who = obligation.get("bearer")
        parts.append(f"исполнитель — {side.names.party(who)}" if who is not None else "исполнитель не назван")
    period = obligation.get("period")
    said = ", ".join(parts)
    return f"за {_accusative(str(period))}: {said}" if period and obligation.get("kind") != "once" else said


def _accusative(period: str) -> str:
    """«за 2-ю неделю»; all other periods are the same in the nominative."""
    return words.period(period).replace("-я неделя", "-ю неделю")


def _due(obligation: Mapping[str, Any]) -> str | None:
    """The term in words; None where nothing is known of it beyond the status."""
    if obligation.get("due_at") is not None:
        return f"срок {moment(obligation['due_at'])}"
    if obligation.get("safe_due_at") is not None:
        return f"срок зависит от толкования, самый ранний — {moment(obligation['safe_due_at'])}"
    readings = obligation.get("readings")
    if readings is None or obligation.get("status") == "undetermined":
        return None
    return "срок зависит от толкования" if any(one.get("due_at") for one in readings) else _NO_TERM
