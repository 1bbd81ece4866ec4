"""Where a clause stands: the introductions above it, and which paragraph closes its point."""

import re
from collections.abc import Mapping

from poryadok.onboard.act.model import Clause

__all__ = ["above", "point_of"]

_LAST = re.compile(
    r"^(.*?)\s*(?:(?:абз\.|тире|стр\.)\s*\d+|подп\. \d+\)|[а-я]|п\. [\d.]+)(?: \(повтор \d+\))?$"
)
_NUMBER = re.compile(r"^(.*п\. [\d.]*\d)\.\d+$")
_POINT = re.compile(r"^(.*?п\. [\d.]*\d)(?:\s.*)?$")


def above(locator: str, clauses: Mapping[str, Clause]) -> list[str]:
    """The locators of the introductory lines that a clause stands under, the nearest first."""
    found: list[str] = []
    place = locator
    while place:
        holder = _holder(place)
        if holder is None:
            break
        name = _introduction(holder, locator, clauses)
        if name and name not in found:
            found.append(name)
        place = holder
    return found


def point_of(locator: str) -> str:
    """The point that a clause belongs to; the locator itself where there is none."""
    found = _POINT.match(locator)
    return found[1] if found else locator


def _introduction(holder: str, locator: str, clauses: Mapping[str, Clause]) -> str:
    """The last paragraph of the holder before the clause that ends with a colon; else its first one."""
    line = clauses[locator].line if locator in clauses else 0
    own = [
        name for name in clauses if name == holder or re.fullmatch(re.escape(holder) + r" абз\. \d+", name)
    ]
    before = [name for name in own if name != locator and clauses[name].line < line]
    asks = [name for name in before if clauses[name].text.rstrip().endswith(":")]
    if asks and " абз. " in locator.removeprefix(holder):
        # paragraphs after a list of letters or dashes are no items of it
        order = list(clauses)
        after = order[order.index(asks[-1]) + 1]
        if after.startswith(f"{holder} ") and " абз. " not in after.removeprefix(holder):
            asks = asks[:-1]
    return asks[-1] if asks else before[0] if before else ""


def _holder(place: str) -> str | None:
    """The next larger place: ``п. 6 г абз. 2`` -> ``п. 6 г`` -> ``п. 6``; ``п. 3.2`` -> ``п. 3``."""
    dotted = _NUMBER.match(place)
    if dotted is not None:
        return dotted[1]
    shorter = _LAST.match(place)
    return shorter[1] if shorter is not None and shorter[1] else None
