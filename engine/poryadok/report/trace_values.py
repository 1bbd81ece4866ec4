"""What one value of a profile says, in words short enough to lay beside a clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from poryadok.norms.vocabulary import UNIT_FAMILIES, Vocabulary
from poryadok.report import words
from poryadok.report.parties import party

__all__ = ["SECTIONS", "Value", "group_of", "value_of"]

Document = Mapping[str, Any]

# section of a profile -> what its values are called, in the order in which they are shown
SECTIONS: Mapping[str, str] = {
    "norms": "Нормы",
    "roles": "Роли",
    "parties": "Стороны и должности",
    "sectors": "Отрасли",
    "channels": "Каналы",
    "parameters": "Параметры",
    "readings": "Вопросы толкования",
    "act": "Сведения об акте",
    "other": "Прочее",
}
_ACT_PARTS = {"basis": "основание", "publication": "опубликование", "repeals": "отменённый акт"}
_STANDING = {"main": "основная", "additional": "дополнительная"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its id, its title, and facts as pairs of a label and words."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]


def group_of(name: str) -> str:
    """The section that an id of ``coverage`` belongs to."""
    section, slash, _ = name.partition("/")
    if section == "act":
        return "act"
    return (section if section in SECTIONS else "other") if slash else "norms"


def value_of(doc: Document, name: str, vocabulary: Vocabulary) -> Value:
    """Describe the value of an id; an id that leads nowhere is described by itself."""
    group = group_of(name)
    if group == "norms":
        norm = doc.get("norms", {}).get(name, {})
        title = norm.get("title") or vocabulary.norms.get(name) or name
        return Value(name, str(title), tuple(_norm_facts(doc, norm, vocabulary)))
    body: Any = doc
    for key in name.split("/"):
        body = body.get(key, {}) if isinstance(body, Mapping) else {}
    if not isinstance(body, Mapping):
        body = {}
    return Value(name, str(body.get("title") or name), tuple(_facts(doc, name, body)))


def _norm_facts(doc: Document, norm: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    kind, modality = str(norm.get("kind", "")), str(norm.get("modality", "duty"))
    said = words.KINDS.get(kind, kind)
    if modality != "duty" and kind not in ("right", "power"):
        said += f"; {words.MODALITIES.get(modality, modality)}"
    yield "вид", said
    bearer = norm.get("bearer")
    if isinstance(bearer, Mapping):
        yield "кто", "руководитель отрасли, к которой относится событие"
    elif (who := party(doc, bearer)) is not None:
        yield "кто", str(who["title"])
    if (whom := party(doc, norm.get("counterparty"))) is not None:
        yield "перед кем", str(whom["title"])
    for key, label in (("requires", "сначала"), ("opens", "начинает"), ("closes", "исполняет")):
        if names := _listed(norm.get(key)):
            yield label, "; ".join(vocabulary.event_types.get(name, name) for name in names)
    if isinstance(norm.get("every"), str):
        yield "период", words.EVERY.get(norm["every"], norm["every"])
    elif isinstance(norm.get("every"), Mapping):
        yield "период", _parameter(doc, norm["every"])
    if term := _term(doc, norm):
        yield "срок", term
    if norm.get("after_hours") == "next_working_day":
        yield "вне рабочего времени", "счёт со следующего рабочего дня"
    if isinstance(sample := norm.get("sample"), Mapping):
        names = "; ".join(vocabulary.event_types.get(name, name) for name in _listed(sample.get("of")))
        yield "выборка", f"не меньше {sample.get('at_least')} за период: {names}"
    for name in _listed(norm.get("alongside")):
        yield "о том же", str((doc.get("norms") or {}).get(name, {}).get("title", name))
    for name, own in (norm.get("readings") or {}).items():
        yield "вопрос", _question(doc, name, own or {})


def _term(doc: Document, norm: Mapping[str, Any]) -> str:
    within, due = norm.get("within"), norm.get("due")
    if isinstance(within, Mapping):
        for unit, count in within.items():
            if unit in UNIT_FAMILIES and isinstance(count, int):
                return words.amount(count, unit)
        if "standard" in within:
            return f"«{within['standard']}»: числа акт не назвал, решает толкование"
        if "field" in within:
            return "называет запрос" if norm.get("kind") == "request" else "называет событие"
        return _parameter(doc, within)
    if not isinstance(due, Mapping):
        return ""
    if "date" in due:
        return str(due["date"])
    if "month" in due:
        after = " следующего года" if due.get("year") == "next" else ""
        return f"{due.get('day')} {words.MONTHS[int(due['month']) - 1]}{after}"
    if "day" in due:
        month = "последнего месяца периода" if due.get("of") == "last_month" else "следующего месяца"
        return f"{due['day']}-е число {month}"
    if "weekday" in due:
        return words.WEEKDAYS.get(str(due["weekday"]), str(due["weekday"]))
    return "конец периода"


def _parameter(doc: Document, value: Mapping[str, Any]) -> str:
    name = str(value.get("parameter", ""))
    title = (doc.get("parameters") or {}).get(name, {}).get("title", name)
    return f"по местному решению: {title}"


def _question(doc: Document, name: str, own: Mapping[str, Any]) -> str:
    shared = (doc.get("readings") or {}).get(name, {})
    alternatives = {**(shared.get("alternatives") or {}), **(own.get("alternatives") or {})}
    adopted = own.get("adopted", shared.get("adopted"))
    title = str(own.get("title") or shared.get("title") or name)
    chosen = (alternatives.get(adopted) or {}).get("title", adopted) if adopted else None
    return f"{title} Принято: {chosen}" if chosen else f"{title} Ответ не принят"


def _facts(doc: Document, name: str, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    section, _, part = name.partition("/")
    if section == "act" and not part:
        for key, label in (
            ("document", "документ"),
            ("number", "номер"),
            ("date", "дата"),
            ("issuer", "издал"),
        ):
            if body.get(key):
                yield label, str(body[key])
    elif section == "act":
        yield "что это", _ACT_PARTS.get(part.split("/")[0], part.split("/")[0])
        for key, label in (("number", "номер"), ("date", "дата")):
            if body.get(key):
                yield label, str(body[key])
    elif section == "roles":
        appointed = body.get("appointed") or {}
        by = party(doc, appointed.get("by"))
        if by is not None or appointed.get("how"):
            yield "назначает", ", ".join(str(x) for x in (by and by["title"], appointed.get("how")) if x)
        for key, holder in (body.get("holders") or {}).items():
            note = f" ({holder['note']})" if isinstance(holder, Mapping) and holder.get("note") else ""
            yield "исполняет", f"{(party(doc, key) or {}).get('title', key)}{note}"
    elif section == "sectors":
        yield "отрасль", _STANDING.get(str(body.get("standing")), "")
        if (head := party(doc, body.get("head"))) is not None:
            yield "руководитель", str(head["title"])
    elif section == "channels" and body.get("system"):
        yield "система", str(body["system"])
    elif section == "parameters":
        if (who := party(doc, body.get("set_by"))) is not None:
            yield "задаёт", str(who["title"])
        yield "значение", str(body["value"]) if body.get("value") is not None else "пока не задано"


def _listed(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list) else []
