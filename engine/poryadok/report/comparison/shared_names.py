"""One set of names for many profiles: what equal values are called where each profile has its own words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from poryadok.compare.model import Operand
from poryadok.norms.layers import RANKS

__all__ = ["most_common", "shared_doc"]

_TITLED: Final = ("parties", "roles", "channels", "sectors", "parameters")


def shared_doc(operands: Sequence[Operand]) -> dict[str, Any]:
    """A document of titles alone, the same for any order of the operands."""
    docs = [operand.doc for operand in operands]
    doc: dict[str, Any] = {section: {} for section in _TITLED}
    for section in _TITLED:
        for key in sorted({key for one in docs for key in one.get(section) or {}}):
            doc[section][key] = {"title": _title(operands, section, key)}
    doc["readings"] = _questions(one.get("readings") or {} for one in docs)
    doc["norms"] = {}
    for name in sorted({name for one in docs for name in one.get("norms") or {}}):
        bodies = [(one.get("norms") or {}).get(name) or {} for one in docs]
        titles = [str(body["title"]) for body in bodies if body.get("title")]
        asked = _questions(body.get("readings") or {} for body in bodies)
        doc["norms"][name] = {"title": most_common(titles) or name, "readings": asked}
    return doc


def most_common(names: Sequence[str]) -> str:
    """The most frequent; of equally frequent ones the first in the order of the alphabet; empty of none."""
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _title(operands: Sequence[Operand], section: str, key: str) -> str:
    """What all call it; else what the layers they stand on call it; else the words that all begin with."""
    own = [
        str(title)
        for operand in operands
        if (title := ((operand.doc.get(section) or {}).get(key) or {}).get("title"))
    ]
    if len(set(own)) <= 1:
        return own[0] if own else key
    below = {title for operand in operands if (title := _lowest(operand, section, key))}
    if len(below) == 1:
        return below.pop()
    return _beginning(own) or most_common(own)


def _lowest(operand: Operand, section: str, key: str) -> str | None:
    """The title in the lowest layer that has one."""
    layers = sorted(operand.version.origins.layers, key=lambda layer: (RANKS.index(layer.rank), layer.id))
    for layer in layers:
        body = (layer.content.get(section) or {}).get(key)
        if isinstance(body, Mapping) and body.get("title"):
            return str(body["title"])
    return None


def _beginning(titles: Sequence[str]) -> str:
    """The words that all begin with: «ЦУР» of «ЦУР Самарской области» and «ЦУР Республики Марий Эл»."""
    same = []
    for words in zip(*(title.split() for title in titles), strict=False):
        if len(set(words)) > 1:
            break
        same.append(words[0])
    return " ".join(same)


def _questions(sections: Iterator[Mapping[str, Any]]) -> dict[str, Any]:
    """Questions with the titles of their alternatives, as most define them."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for section in sections:
        for key in section:
            found.setdefault(key, []).append(section[key] or {})
    made: dict[str, Any] = {}
    for key, bodies in sorted(found.items()):
        alternatives: dict[str, list[str]] = {}
        for body in bodies:
            for name, one in (body.get("alternatives") or {}).items():
                alternatives.setdefault(name, []).extend(
                    [str(one["title"])] if (one or {}).get("title") else []
                )
        made[key] = {
            "alternatives": {
                name: {"title": most_common(titles)} for name, titles in sorted(alternatives.items())
            }
        }
        title = most_common([str(body["title"]) for body in bodies if body.get("title")])
        if title:
            made[key]["title"] = title
    return made
