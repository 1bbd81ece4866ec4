"""Names of municipalities and regions in running text, whatever case they stand in."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Name", "alike", "names_in", "regions_in", "words_of"]


class Name(NamedTuple):
    """``kind`` of municipality (or ``region``), ``stems`` of its words, ``text`` as written.

    The kind is empty where the text does not say it in full: «Озёрного округа», «образования Заречье».
    """

    kind: str
    stems: tuple[str, ...]
    text: str


_FULL = {
    "rural-settlement": r"сельск(?:ое|ого|ому|им|ом)\s+поселени(?:е|я|ю|ем|и)",
    "urban-settlement": r"городск(?:ое|ого|ому|им|ом)\s+поселени(?:е|я|ю|ем|и)",
    "urban-okrug": r"городск(?:ой|ого|ому|им|ом)\s+округ(?:а|у|ом|е)?",
    "municipal-okrug": r"муниципальн(?:ый|ого|ому|ым|ом)\s+округ(?:а|у|ом|е)?",
    "municipal-district": r"муниципальн(?:ый|ого|ому|ым|ом)\s+район(?:а|у|ом|е)?",
}
_FORMATION = r"муниципальн(?:ое|ого|ому|ым|ом)\s+образовани(?:е|я|ю|ем|и)"
_BARE = r"(?:поселени(?:е|я|ю|ем|и)|(?:округ|район|сельсовет)(?:а|у|ом|е)?)"
_TYPE = "|".join(
    [
        *(f"(?P<{kind.replace('-', '_')}>{form})" for kind, form in _FULL.items()),
        f"(?P<formation>{_FORMATION})",
        f"(?P<bare>{_BARE})",
    ]
)
# the words of a kind are no name; «Уставом округа», «Главой округа» are nouns before it
_ADJECTIVE = (
    r"(?!(?i:сельск|городск|муниципальн))"
    r"[А-Я][а-я-]*(?:ый|ий|ой|ого|его|ому|ему|ым|им|ое|ее|(?:ск|цк)ом)"
)
# what stands after is only looked at: it may be the beginning of the next name
_NAME = re.compile(
    rf"(?P<before>(?:\b{_ADJECTIVE}\s+)*)\b(?i:{_TYPE})\b"
    r"(?=(?:\s+[«\"](?P<quoted>[А-Я][^»\"]{1,40})[»\"])?"
    r"(?:\s+(?:город|поселок|село|станица|деревня))?(?P<after>(?:\s+[А-Я][а-я]+(?:-[А-Яа-я]+)*)*))"
)
_NEXT = re.compile(
    r"\s+(?:сельск|городск|муниципальн|област|кра[йяю]\b|автономн|поселени|округ|район)", re.IGNORECASE
)
_GENITIVE = re.compile(r"(?:ого|его|ой|ей)$")
_NOMINATIVE = re.compile(r"(?:ый|ий|ой)$")
_NOT_NAMES = re.compile(
    r"(?:республик|российск|федеральн|администрац|глав|собран|совет(?:а|у|ом)?$|дум|постановл|решен|распоряж|"
    r"приказ|порядок|положен|регламент|состав|центр|цур$|мцу$|утвержд|приложен|принят|перечень|план$|список|"
    r"от$|об?$|в$|и$|на$)",
    re.IGNORECASE,
)
_NOT_ADJECTIVES = re.compile(
    r"(?:настоящ|данн|указанн|кажд|соответствующ|друг|ин(?:ой|ого)$|сам|весь|все[йго]|эт|так|сельск|городск|"
    r"муниципальн|российск|федеральн|военн|избирательн)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:ий|ый|ого|его|ому|ему|им|ым|ом|ем|ое|ее|ая|яя|ой|ей|ую|юю)$")
_OBLAST = re.compile(r"\b([А-Я][а-я-]+(?:ая|ой|ую))\s+(?i:област(?:ь|и|ью))\b")
_KRAI = re.compile(r"\b([А-Я][а-я-]+(?:ий|ого|ому|им|ом))\s+(?i:кра(?:й|я|ю|ем|е))\b")
_REPUBLIC = re.compile(r"\b(?i:республик(?:а|и|е|у|ой))\s+([А-Я][а-я]+(?:\s+[А-Я][а-я]+)?)")


def names_in(text: str) -> Iterator[Name]:
    """The municipalities that a text names; one without a name of its own («сельского поселения») is none."""
    text = _cased(text)
    for match in _NAME.finditer(text):
        kind = next((kind for kind in _FULL if match[kind.replace("-", "_")]), "")
        whole = match[0][len(match["before"]) :]
        before = [word for word in match["before"].split() if _agrees(word, whole)]
        after = _after(match["after"], text[match.end("after") :])
        if match["bare"]:
            # «района Полевой», but no first word of a sentence
            after = [word for word in after[:1] if _NOMINATIVE.search(word)]
        quoted = (match["quoted"] or "").split()
        if quoted and not _NOT_NAMES.match(quoted[0]) and len(quoted) <= 3:
            after = quoted
        if before or after:
            yield Name(kind, _stems([*before, *after]), " ".join([*before, whole, *after]))


def regions_in(text: str) -> Iterator[Name]:
    """The regions that a text names."""
    text = _cased(text)
    for form in (_OBLAST, _KRAI, _REPUBLIC):
        for match in form.finditer(text):
            yield Name("region", _stems(match[1].split()), match[0])


def words_of(text: str) -> tuple[str, ...]:
    """The stems of all words of a name that says no kind of municipality."""
    return _stems(re.findall(r"[\w-]+", _cased(text)))


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names are one in different cases: the last letter of a word may differ."""
    return len(one) == len(other) and all(
        here[: max(len(here), len(there)) - 1] == there[: max(len(here), len(there)) - 1]
        for here, there in zip(one, other, strict=True)
    )


def _agrees(word: str, kind: str) -> bool:
    """Tell whether a word is an adjective of a kind: «Лесной район», but not «Главой района»."""
    if _NOT_ADJECTIVES.match(word):
        return False
    nominative = re.search(r"(?:ый|ой|ий|округ|район|сельсовет)$", kind.split()[0].lower()) is not None
    return nominative or _NOMINATIVE.search(word) is None


def _after(words: str, rest: str) -> list[str]:
    """The words of a name that stand after the kind: up to a region, another municipality, a body."""
    found = words.split()
    # the last word may begin the next name: «района Борский | Самарской области»
    if found and _GENITIVE.search(found[-1]) and _NEXT.match(rest):
        found.pop()
    end = next((i for i, word in enumerate(found) if _NOT_NAMES.match(word)), len(found))
    return found[: min(end, 2)]


def _cased(text: str) -> str:
    """A line all in capitals as if it were typed in the usual way; ё as е."""
    text = text.replace("ё", "е").replace("Ё", "Е")
    letters = [char for char in text if char.isalpha()]
    if len(letters) <= 8 or not all(char.isupper() for char in letters):
        return text
    return re.sub(rf"\b(?i:{_TYPE}|област\w+|кра[йяюе]м?)\b", lambda found: found[0].lower(), text.title())


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    stems = [_ENDING.sub("", word.lower()) for word in words]
    # a word typed twice is a slip of another kind
    return tuple(one for one, before in zip(stems, ["", *stems], strict=False) if one != before)
