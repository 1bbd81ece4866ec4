"""The terms of one clause: pieces of the table put together."""

import re
from collections.abc import Sequence
from typing import Any

from poryadok.onboard.draft.model import Term
from poryadok.onboard.draft.patterns import Found, scan
from poryadok.onboard.draft.term_patterns import TERM_PATTERNS
from poryadok.onboard.draft.words import flat, shown

__all__ = ["terms_in"]

# what is handed in each period, as against what is done in it
_HANDED_IN = re.compile(
    r"отчет(?!н)|записк|сводк|сведени|показател|доклад|рейтинг|обзор|справк|"
    r"(?:представля|предоставля|направля)\w+[^.;]*(?:информаци|перечень|список|реестр|материал|анализ)"
)
_FOR_THE_LAST = re.compile(r"за (?:прошедш|прошл|предыдущ|истекш)\w+ (?:недел|год)")
_NO_TERM_OF_AN_ACT = re.compile(
    r"вступа\w+ в силу|утративш\w+ силу|действует (?:бессрочно|до|с)|срок хранения|хран[ия]тся"
)
_PIECES = frozenset({"every", "due", "count"})
_UNCLEAR_DAYS = frozenset({"which-month", "clock-time", "last-working-day"})
_NOT_OF_REQUEST = ("within", "every", "once")


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that a clause states, in its order; what cannot be said is among them as ``unsaid``."""
    words = flat(text)
    if _NO_TERM_OF_AN_ACT.search(words):
        return ()
    found = scan(TERM_PATTERNS, words)
    periodic = _periodic(found, words)
    terms = [*_plain(found, words), *([periodic] if periodic else [])]
    terms = _of_request(terms)
    return tuple(sorted(terms, key=lambda one: one.start))


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


def _periodic(found: Sequence[Found], words: str) -> Term | None:
    """The report or the activity of a period: how often, and by which day."""
    pieces = [one for one in found if _PIECES & set(one.value) and one.value.get("every") != "parameter"]
    # a day that is not clear makes the whole of it unclear: it is asked about, not guessed
    if not pieces or any(one.value.get("unsaid") in _UNCLEAR_DAYS for one in found):
        return None
    start, end = pieces[0].start, pieces[-1].end
    merged: dict[str, Any] = {}
    for one in pieces:
        for key, each in one.value.items():
            merged.setdefault(key, each)
    every = merged.get("every") or merged.get("of_period")
    due, count = merged.get("due"), merged.get("count")
    name = "+".join(dict.fromkeys(one.pattern for one in pieces))
    said = " ".join(words[one.start : one.end] for one in pieces)
    if every is None:
        value: dict[str, Any] = {"unsaid": "which-period"}
    elif due is not None:
        if _FOR_THE_LAST.search(words):
            due = {**due, "of": "next_week"} if "weekday" in due else {**due, "year": "next"}
        value = {"every": every, "due": dict(due)}
    elif _HANDED_IN.search(words) and count in (None, 1) and "day_kind" not in merged:
        value = {"every": every, "due": {"end_of": "period"}}
    else:
        value = {"every": every, "count": count or 1}
        if "day_kind" in merged:
            value["day_kind"] = merged["day_kind"]
    return Term(value, shown(said), name, start, end)


def _term(value: Any, words: str, pattern: str, start: int, end: int) -> Term:
    return Term(value, shown(words[start:end]), pattern, start, end)
