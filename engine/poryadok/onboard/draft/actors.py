"""Who owes and to whom: where in a clause an actor is its subject, its doer or its addressee."""

import re
from collections.abc import Iterator, Sequence

from poryadok.onboard.draft.actor_table import ACTORS, Actor
from poryadok.onboard.draft.model import Match
from poryadok.onboard.draft.words import shown

__all__ = ["addressee", "doer", "subject"]


_REGION = r"(?:област[ьи]|кра[йя]|республик[аи](?: [а-я]+){0,2}|округа|поселения|района|законодательства|со)"
_PASSIVE = re.compile(
    r"(?:осуществля|обеспечива|провод|представля|предоставля|направля|определя|размеща|"
    r"готов)\w+ся\s+(?:\w+ )?$"
)
_LEAD = re.compile(
    r"(?:^|[,:] |\) |" + _REGION + r" |^\W*(?:после|при|в случае|о|об|не позднее)[^:]{3,160}? )$"
)
_GOVERNED = re.compile(
    r"(?<!\w)(?:с|со|в|во|к|у|от|на|по|для|из|при|о|об|за|запросу?|запросам|работы|деятельности)\s+\"?$"
)
# right after an actor and its region: the beginning of a predicate
_CALLED = re.compile(
    r"\s*(?:[а-я-]+ (?:области|края)|республики(?: [а-я]+){1,2}?)?\s*"
    r"(?:в рамках [^,;:]{3,60} )?(?:по запросу|вправе|имеет право|имеют право|обязан|на основании)"
)
_NAMED_SO = re.compile(r"\) \w+(?:ет|ит|ют|ят):?$")
_TASKS = re.compile(r"(?:\w+ )?(?:задачами|целями|функциями) [^:]*?явля\w+")
_ALLOWED = re.compile(r"^[^;:]{0,90}(?:вправе|имеет право|имеют право|обязан)")
_ASKED = re.compile(r"(?:по запрос\w+|согласовани\w+ (?:\w+ \w+ )?с|в адрес)\s+$")
_TO = re.compile(
    r"(?:в адрес|в|с|для (?:предоставления|представления)|по запрос\w+|на имя|у|к|"
    r"(?:представля|предоставля|направля|сообща|уведомля|извеща|информиру|оповеща|докладыва|переда|возвраща)\w+"
    r"(?: \w+){0,4})\s+(?:соответствующ\w+ )?$"
)


def subject(words: str, above: Sequence[tuple[str, str]]) -> Match | None:
    """Who the clause, or the nearest introduction above it (locator, words), is about."""
    heads = [("", words), *((locator, text) for locator, text in above if text.endswith(":"))]
    for find in (_named, _passive):
        for locator, text in heads:
            found = find(text)
            if found is not None:
                return Match(found[0].id, shown(found[1]), found[0].id, locator)
    return None


def addressee(words: str, bearer: str, above: Sequence[tuple[str, str]]) -> Match | None:
    """For whom: the actor after «в адрес», «по запросу», «с», or a verb of handing over."""
    heads = [("", words), *((locator, text) for locator, text in above if text.endswith(":"))]
    for locator, text in heads:
        for to in (_ASKED, _TO):
            for actor, match in _mentions(text, "other"):
                if actor.id != bearer and to.search(text[: match.start()]):
                    return Match(actor.id, shown(match[0]), actor.id, locator)
    return None


def doer(words: str) -> str | None:
    """Who does it, where the clause says it in the passive: «определяется главой администрации»."""
    found = _passive(words)
    return found[0].id if found is not None else None


def _named(text: str) -> tuple[Actor, str] | None:
    """An actor in the nominative that the sentence is about."""
    for actor, match in _mentions(text, "nominative"):
        before, after = text[: match.start()], text[match.end() :]
        first = not before.strip('"( -') or re.search(r"[,;] $", before) is not None
        if after == ":" or (before.endswith("(далее - ") and _NAMED_SO.match(after)):
            return actor, match[0]
        if _GOVERNED.search(before):
            continue
        if _CALLED.match(after) and (_ALLOWED.search(after) or text.endswith(":")):
            return actor, match[0]
        if first or (_LEAD.search(before) and _acts(after)):
            return actor, match[0]
    tasks = _TASKS.match(text)
    if tasks is not None:
        return next(((actor, match[0]) for actor, match in _mentions(tasks[0], "other")), None)
    return None


def _passive(text: str) -> tuple[Actor, str] | None:
    """The doer of a passive: «осуществляется руководителем»."""
    for actor, match in _mentions(text, "other"):
        if _PASSIVE.search(text[: match.start()]):
            return actor, match[0]
    return None


def _acts(after: str) -> bool:
    """Tell whether a verb follows an actor soon, as it does a subject."""
    return (
        re.match(r"(?:[^,;:]{0,170}?\s)?\w+(?:ет|ит|ют|ят|ют|ут|ет)(?:ся)?(?!\w)|\s*вправе", after)
        is not None
    )


def _mentions(text: str, form: str) -> Iterator[tuple[Actor, "re.Match[str]"]]:
    """The actors of a text in its order; where two overlap, the row that stands first in the table."""
    taken: list[tuple[int, int]] = []
    found = []
    for actor in ACTORS:
        regex = rf"(?<!\w)(?:{getattr(actor, form)})(?!\w)"
        for match in re.finditer(regex, text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                found.append((actor, match))
    yield from sorted(found, key=lambda pair: pair[1].start())
