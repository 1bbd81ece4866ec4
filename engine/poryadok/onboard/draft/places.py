"""The municipality and its region, as the head and the titles of an act name them."""

import re
from collections import Counter
from collections.abc import Iterable

from poryadok.onboard.lint.act_text import ActPart, ActText
from poryadok.onboard.lint.names import Name, names_in, regions_in

__all__ = ["heads_of", "in_nominative", "latin", "municipality_of", "region_of", "slug", "with_yo"]

_NEUTER = {"rural-settlement": "сельское поселение", "urban-settlement": "городское поселение"}
_MASCULINE = {
    "urban-okrug": "городской округ",
    "municipal-okrug": "муниципальный округ",
    "municipal-district": "муниципальный район",
}
_SOUNDS = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
_LATIN = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", _SOUNDS.split(" "), strict=True))


def municipality_of(act: ActText) -> tuple[dict[str, str], Name | None]:
    """``name``, ``kind`` and what the head calls it; empty where the head names none of a kind."""
    found = [one for text in _heads(act) for one in names_in(text) if one.kind and one.stems]
    if not found:
        return {}, None
    counts = Counter((one.kind, one.stems) for one in found)
    # what is adopted is the nearest municipality: the one named most, and first among equals
    (kind, stems), _ = counts.most_common(1)[0]
    name = next(one for one in found if (one.kind, one.stems) == (kind, stems))
    whole = name._replace(text=with_yo(name.text, act))
    return {"name": in_nominative(whole), "kind": kind}, whole


def region_of(act: ActText) -> str:
    """The region in the nominative; empty where no title or clause names one."""
    clauses = (block.text for _, block in act.clauses())
    counts: Counter[str] = Counter()
    for weight, texts in ((20, _heads(act)), (1, clauses)):
        for text in texts:
            for one in regions_in(text):
                counts[_region(with_yo(one.text, act))] += weight
    return counts.most_common(1)[0][0] if counts else ""


def in_nominative(name: Name) -> str:
    """«Лесного сельского поселения» -> «Лесное сельское поселение»."""
    words = name.text.split()
    kind = _NEUTER.get(name.kind) or _MASCULINE.get(name.kind, "")
    neuter = name.kind in _NEUTER
    at = next(
        (i for i, word in enumerate(words) if re.match(r"(?:сельск|городск|муниципальн)", word.lower())),
        len(words),
    )
    before = [_adjective(word, neuter) for word in words[:at]]
    after = words[at + 2 :]
    text = " ".join([*before, kind, *after])
    return text[:1].upper() + text[1:]


def slug(name: str) -> str:
    """An id for a file: the municipality's own word in Latin letters."""
    own = next(
        (
            word
            for word in re.findall(r"[А-Яа-яЁё-]+", name)
            if not re.match(r"(?:сельск|городск|муниципальн|поселени|округ|район)", word.lower())
        ),
        "",
    )
    return latin(own)


def latin(text: str) -> str:
    """Letters as Latin ones, and a hyphen in the place of all else: «88-р» is ``88-r``."""
    found = "".join(_LATIN.get(char, char) for char in text.lower().replace("ё", "е")).replace("_", "")
    return re.sub(r"[^a-z0-9]+", "-", found).strip("-")


def _heads(act: ActText) -> Iterable[str]:
    """Heads, stamps and titles, each part's as one text: a name may be broken over lines."""
    for part in act.parts:
        yield from heads_of(part, "head", "stamp", "title")


def heads_of(part: ActPart, *roles: str) -> Iterable[str]:
    """The lines of a head, those in capitals apart: they are read as if typed in the usual way."""
    for role in roles:
        lines = [block.text for block in part.blocks if block.role == role]
        for capital in (True, False):
            text = " ".join(line for line in lines if line.isupper() == capital)
            if text:
                yield text


def with_yo(name: str, act: ActText) -> str:
    """The name with the «ё» that the head of the act prints."""
    form = re.compile(re.sub("[её]", "[её]", re.escape(name.lower())))
    for text in _heads(act):
        found = form.search(text.lower())
        if found is not None and "ё" in found[0]:
            return "".join(
                ("Ё" if own.isupper() else "ё") if printed == "ё" else own
                for own, printed in zip(name, found[0], strict=True)
            )
    return name


def _adjective(word: str, neuter: bool) -> str:
    found = re.fullmatch(r"(.+?)(ого|его)", word)
    if found is None:
        return word
    stem, ending = found[1], found[2]
    if neuter:
        return stem + ("ое" if ending == "ого" else "ее")
    if ending == "его" or stem[-1] in "гкх":
        return stem + "ий"
    return stem + "ый"


def _region(text: str) -> str:
    words = text.split()
    if words[0].lower().startswith("республик"):
        return " ".join(["Республика", *(word.title() for word in words[1:])])
    own = words[0].title() if words[0].isupper() else words[0]
    if words[-1].lower().startswith("кра"):
        return re.sub(r"(?:ого|ому|им|ом)$", "ий", own) + " край"
    return re.sub(r"(?:ой|ую)$", "ая", own) + " область"
