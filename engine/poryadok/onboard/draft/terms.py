"""The terms of one clause: pieces of the table put together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from poryadok.onboard.draft.model import Term
from poryadok.onboard.draft.month_patterns import EARLY
from poryadok.onboard.draft.patterns import Found, scan
from poryadok.onboard.draft.term_patterns import ROW_PATTERNS, TERM_PATTERNS
from poryadok.onboard.draft.words import flat, shown

__all__ = ["terms_in"]

# what is handed in each period, as against what is done in it
_HANDED_IN = re.compile(
    r"отчет(?!н)|записк|сводк|сведени|показател|доклад|рейтинг|обзор|справк|"
    r"(?:представля|предоставля|направля)\w+[^.;]*(?:информаци|перечень|список|реестр|материал|анализ)"
)
# a full stop that is no part of a date or of «г.», or a semicolon
_BREAK = re.compile(r";|(?<!г)(?<!\d)\. ")
_FOR_THE_LAST = re.compile(r"за (?:прошедш|прошл|предыдущ|истекш)\w+ (?:недел|год)")
# what is said of the act itself, of papers or of people is no term of an obligation
_NO_TERM = re.compile(
    r"(?:^|(?<=[.;]))[^.;]*?(?:вступа\w+ в (?:законную )?силу|утративш\w+ силу|действует (?:бессрочно|до|с)|"
    r"срок (?:хранения|полномочий|действия)|хран[ия]тся)"
    r"[^;]*?(?= и подлеж| и разме| и опубли| и распростра|;|(?<!г)(?<!\d)\. |$)"
)
# «если за три дня вопрос не решён, …»: when to act, not by when
_CONDITION = re.compile(r"(?<!\w)(?:если|когда)\s[^,.;:]*(?=,)")
# the periods that a day can be of
_PERIODS_OF = {"weekday": {"week"}, "month": {"year"}, "day": {"month", "quarter", "half-year", "year"}}
_PIECES = frozenset({"every", "due", "count", "of_period"})
_UNCLEAR_DAYS = frozenset({"which-month", "clock-time", "last-working-day", "day-of-period", "every-n"})
_NOT_OF_REQUEST = ("within", "every", "once")


def terms_in(text: str, row: bool = False, year: int = 0) -> tuple[Term, ...]:
    """The terms that a clause states, in its order; what cannot be said is among them as ``unsaid``.

    In a row of a table an amount is a term by itself. ``year`` is the act's own, where «текущего года» can
    only be that one.
    """
    words = flat(text)
    for silent in (_NO_TERM, _CONDITION):
        words = silent.sub(lambda match: " " * len(match[0]), words)
    found = _of_months(scan(ROW_PATTERNS if row else TERM_PATTERNS, words))
    periodic = [_periodic(group, words, year) for group in _groups(found, words)]
    terms = _of_request([*_plain(found, words), *(one for one in periodic if one)])
    return tuple(sorted(terms, key=lambda one: one.start))


def _of_months(found: Sequence[Found]) -> list[Found]:
    """«Ежемесячно до 5 числа»: of each month, which can only be the month after what is told of.

    A day late in the month may be of the month itself: it stays a question.
    """
    monthly = any((one.value.get("every") or one.value.get("of_period")) == "month" for one in found)
    return [
        replace(one, value={"due": {"day": one.value["day"], "of": "next_month"}})
        if monthly and one.value.get("unsaid") == "which-month" and one.value.get("day", 31) <= EARLY
        else one
        for one in found
    ]


def _groups(found: Sequence[Found], words: str) -> list[list[Found]]:
    """The pieces of each periodic term: a new sentence or item with another period begins another."""
    groups: list[list[Found]] = []
    every = ""
    for one in found:
        own = one.value.get("every", "")
        apart = groups and _BREAK.search(words, groups[-1][-1].end, one.start) is not None
        if not groups or (apart and own and every and own != every):
            groups.append([])
            every = ""
        groups[-1].append(one)
        every = every or own
    return groups


def _plain(found: Sequence[Found], words: str) -> list[Term]:
    """The pieces that are whole terms by themselves."""
    kept = []
    for one in found:
        value = one.value
        if value.get("every") == "parameter" or not (_PIECES & set(value)):
            kept.append(_term(value, words, one.pattern, one.start, one.end))
    return kept


def _of_request(terms: Sequence[Term]) -> list[Term]:
    """A request with a term is that term; without one it has none of its own."""
    timed = any(set(one.value) & set(_NOT_OF_REQUEST) for one in terms)
    return [one for one in terms if not (timed and one.value.get("request"))]


def _periodic(found: Sequence[Found], words: str, year: int) -> Term | None:
    """The report or the activity of a period: how often, and by which day."""
    pieces = [one for one in found if _PIECES & set(one.value) and one.value.get("every") != "parameter"]
    # the period that a report is of says nothing of when it is due
    if all(set(one.value) == {"of_period"} for one in pieces):
        return None
    # a day that is not clear makes the whole of it unclear: it is asked about, not guessed
    unclear = {one.value["unsaid"] for one in found if "unsaid" in one.value} & _UNCLEAR_DAYS
    if any("due" in one.value for one in pieces):
        # the day is said, only its hour is not
        unclear -= {"clock-time"}
    if unclear:
        return None
    start, end = pieces[0].start, pieces[-1].end
    merged: dict[str, Any] = {}
    for one in pieces:
        for key, each in one.value.items():
            merged.setdefault(key, each)
    every = _period_of(pieces, merged.get("due"))
    due, count = merged.get("due"), merged.get("count")
    name = "+".join(dict.fromkeys(one.pattern for one in pieces))
    said = " ".join(words[one.start : one.end] for one in pieces)
    if every is None and due is None:
        return None
    if every is None and due is not None and "month" in due and "this_year" in merged and year:
        value: dict[str, Any] = {"once": f"{year}-{due['month']:02}-{due['day']:02}"}
    elif every is None:
        value = {"unsaid": "which-period"}
    elif due is not None:
        if _FOR_THE_LAST.search(words):
            later = {"weekday": {"of": "next_week"}, "month": {"year": "next"}}
            due = {**due, **next((more for key, more in later.items() if key in due), {})}
        value = {"every": every, "due": dict(due)}
    elif _HANDED_IN.search(words) and count in (None, 1) and "day_kind" not in merged:
        value = {"every": every, "due": {"end_of": "period"}}
    else:
        value = {"every": every, "count": count or 1}
        if "day_kind" in merged:
            value["day_kind"] = merged["day_kind"]
    return Term(value, shown(said), name, start, end)


def _period_of(pieces: Sequence[Found], due: Mapping[str, Any] | None) -> str | None:
    """The first period said that the day can be a day of; a day of a week is of a week or unclear."""
    said: list[str] = [one.value[key] for key in ("every", "of_period") for one in pieces if key in one.value]
    if due is None or "end_of" in due:
        return said[0] if said else None
    fit = next(periods for key, periods in _PERIODS_OF.items() if key in due)
    if fit == {"week"}:
        said = said[:1]
    return next((one for one in said if one in fit), None)


def _term(value: Any, words: str, pattern: str, start: int, end: int) -> Term:
    return Term(value, shown(words[start:end]), pattern, start, end)
