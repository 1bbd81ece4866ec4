"""Чужое имя в тексте акта.

Что находит. Название муниципалитета (сельского поселения, городского или муниципального округа, района),
которого нет ни в `municipality` (`name`, `full_name`), ни в `act.issuer`, и название другого региона. Одно
замечание на каждое чужое имя, со всеми местами.

Почему это плохо. Так выглядит акт, списанный у соседа: обязанность возложена на орган, которого здесь нет.

Что делать. В проекте — исправить имя. Действующий акт — записать огрех вида `foreign-name` с нормами,
которых он касается. Если имя верно (свой район, соседний регион), дописать его в `full_name` или принять
замечание.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart, ActText
from poryadok.onboard.lint.names import Name, alike, names_in, regions_in, words_of
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "high"
NEEDS_ACT = True


def check(subject: Subject) -> Iterator[Issue]:
    """Yield each municipality or region that is not the profile's own."""
    if subject.act is None:
        return
    own, regions = _own(subject)
    found: dict[tuple[str, tuple[str, ...]], list[tuple[ActPart, Block, Name]]] = {}
    for part, block in _texts(subject.act):
        for name in names_in(block.text):
            if not _known(name, own):
                found.setdefault(name[:2], []).append((part, block, name))
        for name in regions_in(block.text):
            if regions and not any(_same(name.stems, other) for other in regions):
                found.setdefault(name[:2], []).append((part, block, name))
    names = str(subject.section("municipality").get("name"))
    for places in found.values():
        part, block, name = places[0]
        locators = tuple(dict.fromkeys(one.locator or where.place for where, one, _ in places))
        spans = tuple(dict.fromkeys(where.span(one) for where, one, _ in places))
        args: dict[str, str | int] = {"name": name.text, "count": len(places), "own": names}
        path = ("text", block.locator or part.place, " ".join(name.stems))
        yield Issue((path,), args, None, spans, "foreign-name", locators)


def _texts(act: ActText) -> Iterator[tuple[ActPart, Block]]:
    for part in act.parts:
        for block in part.blocks:
            yield part, block


def _own(subject: Subject) -> tuple[list[Name], list[tuple[str, ...]]]:
    """The municipality's own names and regions."""
    place, act = subject.section("municipality"), subject.section("act")
    texts = [str(place.get(key) or "") for key in ("name", "full_name")] + [str(act.get("issuer") or "")]
    names = [name for text in texts for name in names_in(text)]
    # «Образцово»: a name that does not say of what
    bare = [Name("", words_of(str(place["name"])), str(place["name"]))]
    return names or bare, [name.stems for name in regions_in(str(place.get("region") or ""))]


def _known(name: Name, own: list[Name]) -> bool:
    return any(name.kind in ("", one.kind) or not one.kind for one in own if alike(name.stems, one.stems))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A republic's name of one word may be read with the next word of the sentence."""
    size = min(len(one), len(other))
    return one[:size] == other[:size]
