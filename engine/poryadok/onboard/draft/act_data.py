"""The act itself: kind, number, date, issuer, title, in force, basis, publication, what it repeals."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.model import Amendment, Hole
from poryadok.onboard.draft.places import heads_of, with_yo
from poryadok.onboard.draft.words import flat
from poryadok.onboard.lint.act_text import ActPart, ActText, dates_in, numbers_in
from poryadok.onboard.lint.names import names_in

__all__ = ["KINDS", "act_data", "repeals_of"]

# kind of the profile language -> the word's stem
KINDS: Mapping[str, str] = {
    "resolution": "постановлен",
    "decision": "решен",
    "order": "распоряжен|приказ",
    "law": "закон",
}
# who issues, in the nominative, by the stem that any case has
_BODIES = (
    (r"собрани[еяю] (депутатов|представителей)", "Собрание {0}"),
    (r"совета? (депутатов|народных депутатов)", "Совет {0}"),
    (r"дум[аыу]", "Дума"),
    (r"администраци[яию]", "Администрация"),
    (r"глав[аыу](?: администрации)?", "Глава"),
)
_REPEAL = re.compile(r"утратившим[и]? силу|^отменить|считать отмененн")
_LAW = (
    (r"федеральн\w+ закон\w*", "fz", "Федеральный закон"),
    (r"указ\w* президента российской федерации", "decree", "Указ Президента Российской Федерации"),
    (
        r"постановлени\w+ правительства российской федерации",
        "gov-rf",
        "Постановление Правительства Российской Федерации",
    ),
    (r"постановлени\w+ правительства", "gov", "Постановление Правительства региона"),
    (r"постановлени\w+ губернатора", "governor", "Постановление Губернатора"),
    (
        r"поручени\w+ президента российской федерации",
        "instruction",
        "Поручения Президента Российской Федерации",
    ),
)
_BASIS = re.compile(r"разработан|в соответствии с|на основании")
_CITED = (
    r"(?:(?![.;]\s).){0,160}?(?:от\s+)?(?P<date>\d{1,2}(?:\.\d{2}\.| [а-я]+ "
    r")\d{4})(?:\s*(?:г\.|года))?\s*(?:№|no?)\s*(?P<number>[\w/-]*\d[\w/-]*)"
)
_PUBLISHED = (
    ("site", r"официальн\w+ (?:интернет-)?(?:сайт|портал)\w*", "Официальный сайт или портал"),
    ("paper", r"(?:газет\w+|вестник\w*|сетев\w+ издани\w+|бюллетен\w+)", "Печатное или сетевое издание"),
    ("announcement", r"обнародовать", "Обнародование"),
)


def act_data(act: ActText, clauses: Mapping[str, Clause]) -> tuple[dict[str, Any], list[Hole]]:
    """The section ``act`` of a profile, and what of it the text does not say."""
    holes: list[Hole] = []
    part = next((one for one in act.parts if one.operative), None) or (act.parts[0] if act.parts else None)
    data: dict[str, Any] = {}
    if part is None:
        return data, holes
    head = flat(part.stamp)
    stamps = [flat(one.stamp) for one in act.parts if one is not part and _approves(one)]
    kinds = list(dict.fromkeys(kind for text in (head, *stamps) if (kind := _kind(text))))
    if len(kinds) == 1 or (part.operative and kinds):
        data["kind"] = kinds[0]
    else:
        code = "act-kinds-differ" if kinds else "act-kind"
        holes.append(Hole(code, ("act", "kind"), "choice", part.place, {"values": ", ".join(kinds)}))
    number = next(iter(numbers_in(part.stamp)), "")
    day = next(iter(dates_in(part.stamp)), "")
    for other in stamps:
        number, day = number or next(iter(numbers_in(other)), ""), day or next(iter(dates_in(other)), "")
    for key, value, type_ in (("number", number, "number"), ("date", day, "date")):
        if value:
            data[key] = value
        else:
            holes.append(Hole(f"act-{key}", ("act", key), type_, part.place))
    others = {one for text in stamps for one in dates_in(text)} - {day}
    if day and others:
        holes.append(
            Hole(
                "act-dates-differ", ("act", "date"), "date", part.place, {"values": ", ".join(sorted(others))}
            )
        )
    issuer = with_yo(_issuer([part, *act.parts]), act)
    if issuer:
        data["issuer"] = issuer
    else:
        holes.append(Hole("act-issuer", ("act", "issuer"), "text", part.place))
    title = _title(part)
    if title:
        data["title"] = title
    else:
        holes.append(Hole("act-title", ("act", "title"), "text", part.place))
    first, place, asks = _in_force(clauses, day)
    if first:
        data["in_force"] = {"from": first}
        data["in_force_clause"] = place
    else:
        holes.append(Hole(asks, ("act", "in_force", "from"), "date", place or part.place))
    last = _until(clauses)
    if last:
        data["in_force"] = {**data.get("in_force", {}), "to": last}
    data["basis"] = _basis(clauses)
    data["publication"] = _publication(clauses)
    return {key: value for key, value in data.items() if value}, holes


def repeals_of(clauses: Mapping[str, Clause]) -> tuple[Amendment, ...]:
    """The earlier acts that this one repeals."""
    found = []
    for locator, clause in clauses.items():
        words = flat(clause.text)
        if _REPEAL.search(words):
            outside = re.sub(r"«[^»]*»|\"[^\"]*\"", " ", clause.text)
            number, day = next(iter(numbers_in(outside)), ""), next(iter(dates_in(outside)), "")
            if number or day:
                found.append(Amendment(_kind(words), number, day, locator))
    return tuple(found)


def _approves(part: ActPart) -> bool:
    return re.search(r"утвержд", flat(part.stamp)) is not None


def _kind(words: str) -> str:
    """The first kind of act that a head or a stamp names outside quotation marks."""
    bare = re.sub(r"\"[^\"]*\"", " ", words.replace("п о с т а н о в л е н и е", "постановление"))
    places = {
        kind: match.start()
        for kind, stems in KINDS.items()
        if kind != "law" and (match := re.search(rf"(?<!\w)(?:{stems})", bare))
    }
    return min(places, key=lambda kind: places[kind]) if places else ""


def _issuer(parts: Iterable[ActPart]) -> str:
    """The body and its municipality: «Администрация Лесного сельского поселения»."""
    for part in parts:
        for text in heads_of(part, "head", "stamp"):
            for stems, nominative in _BODIES:
                match = re.search(rf"(?<!\w)(?:{stems})(?!\w)", flat(text))
                if match is None:
                    continue
                name = next((one for one in names_in(text) if one.kind), None)
                if name is not None:
                    body = nominative.format(*(group for group in match.groups() if group))
                    return f"{body} {_small(name.text)}"
    return ""


def _small(text: str) -> str:
    """The words of a kind in small letters: «Луговского Сельского Поселения» was a line in capitals."""
    return re.sub(
        r"(?i)\b(?:сельск|городск|муниципальн|поселени|округ|район)\w*", lambda found: found[0].lower(), text
    )


def _title(part: ActPart) -> str:
    lines = [one.text for one in part.blocks if one.role == "title"]
    title = re.sub(r"\s+", " ", " ".join(lines)).strip()
    return title if part.operative else title[:1].upper() + title[1:].lower() if title.isupper() else title


def _in_force(clauses: Mapping[str, Clause], adopted: str) -> tuple[str, str, str]:
    """The first day in force, its clause, and the hole's code where the day is not said."""
    for locator, clause in clauses.items():
        words = flat(clause.text)
        match = re.search(
            r"(?:вступа\w+ в силу|действует бессрочно|вводится в действие)(?P<rest>[^;]*)", words
        )
        if match is None:
            continue
        rest = match["rest"]
        dates = dates_in(re.split(r"и (?:действует|распространя)", rest)[0])
        if re.search(r"опубликован|обнародован", rest) and not dates:
            return "", locator, "in-force-publication"
        if dates:
            return dates[0], locator, ""
        if (
            re.search(r"(?:со дня|с момента|с даты|момента)[^;]*(?:подписан|принят|утвержден|издан)", rest)
            and adopted
        ):
            return adopted, locator, ""
        return "", locator, "in-force"
    return "", "", "in-force-silent"


def _until(clauses: Mapping[str, Clause]) -> str:
    for clause in clauses.values():
        match = re.search(r"действует (?:до|по) [^;.]*\d{4}", flat(clause.text))
        dates = dates_in(match[0]) if match else []
        if dates:
            return dates[0]
    return ""


def _basis(clauses: Mapping[str, Clause]) -> dict[str, dict[str, str]]:
    """Acts cited in the preamble, or in the point that says what the document rests on."""
    found: dict[str, dict[str, str]] = {}
    for locator, clause in clauses.items():
        words = flat(clause.text)
        if not (locator.startswith("преамб.") or re.search(r"разработан\w* в (?:целях|соответств)", words)):
            continue
        taken: list[tuple[int, int]] = []
        for stems, name, title in _LAW:
            for match in re.finditer(rf"(?:{stems}){_CITED}", words):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                taken.append(match.span())
                number = match["number"].rstrip("-/")
                day = next(iter(dates_in(match["date"])), "")
                key = re.sub(r"[^a-z0-9]+", "-", f"{name}-{re.match(r'[^0-9]*([0-9]+)', number)[1]}")  # type: ignore[index]
                shown_day = ".".join(reversed(day.split("-"))) if day else match["date"]
                found.setdefault(
                    key, {"title": f"{title} от {shown_day} № {number.upper()}", "clause": locator}
                )
    return found


def _publication(clauses: Mapping[str, Clause]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for locator, clause in clauses.items():
        words = flat(clause.text)
        if not re.match(r"(?:реш|пост|расп|приказ)", locator) or not re.search(
            r"опубликова|обнародова|размести", words
        ):
            continue
        for name, regex, title in _PUBLISHED:
            if re.search(regex, words):
                found.setdefault(name, {"title": title, "clause": locator})
    return found
