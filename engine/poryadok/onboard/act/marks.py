"""The marks that begin a paragraph: numbers, letters, dashes, headings, and words that open a part."""

import re
from typing import Literal, NamedTuple

__all__ = [
    "Mark",
    "dash",
    "ended",
    "is_marked",
    "item",
    "part_opens",
    "point",
    "section",
    "title_word",
    "words_in",
]

_POINT = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})(\.?)(?:\s+|(?=[А-ЯЁA-Z«\"]))(?=\S)")
_LETTER = re.compile(r"((?:[-–—−•·]\s*)?([а-яёА-ЯЁacepoxy])\))\s*(?=\S)")
_NUMBER = re.compile(r"((?:[-–—−•·]\s*)?(\d{1,3})\))\s*(?=\S)")
_DASH = re.compile(r"([-–—−•·*])\s*(?=\S)")
_SECTION = re.compile(r"(?:(?:раздел|глава|часть)\s+([IVX]+|\d+)\b[.:]?|([IVX]+)\.)\s*", re.IGNORECASE)
_LOOKALIKES = str.maketrans("ІХ", "IX")
_LATIN = str.maketrans("aceopxy", "асеорху")
_CLOSING = "»”\"')]* "
_ANNEX = re.compile(r"П(?i:риложени[ея])(?:\s*(?:№|N|No)?\s*(\d+))?(?=\s|$|[,.])")
_STAMP = re.compile(r"(?:У[Тт][Вв][Ее][Рр][Жж][Дд][ЕеЁё][Нн][АаОоЫы]?)(?=\s|$|:)")
_SPACED = re.compile(r"(?:[А-ЯЁ] ){4,}[А-ЯЁ](?!\w)")
_TITLE = re.compile(
    r"(?:[а-яё]+(?:ый|ой|ое|ая|ие|ые)\s+)?"
    r"(порядок|положение|регламент|состав|список|алгоритм|перечень|план|схема|форма|правила|инструкция|"
    r"структура|график|методика|устав)(?=\s|$)",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """``printed`` as in the text, ``label`` for the locator, ``rest`` what follows.

    ``sure`` is False where a mark may as well be a number of the sentence.
    """

    style: Literal["point", "letter", "number", "dash", "section"]
    printed: str
    label: str
    rest: str
    sure: bool = True


def ended(text: str, marks: str = ".;:!?") -> bool:
    """Tell whether a paragraph is complete: it ends with one of ``marks``, quotes and brackets aside."""
    return text.rstrip().endswith(tuple(marks)) or text.rstrip(_CLOSING).endswith(tuple(marks))


def words_in(text: str) -> int:
    """How many words."""
    return len(text.split())


def point(text: str) -> Mark | None:
    """``1. …``, ``2.1.3. …``; ``1.2 …`` and ``1 Настоящий…`` are not sure. Dates are no numbers of points."""
    found = _POINT.match(text)
    if found is None:
        return None
    label, dot = found[1], found[2]
    if any(part.startswith("0") for part in label.split(".")):
        return None
    rest = text[found.end() :].strip()
    if not dot and "." not in label and not rest[:1].isupper():
        return None
    return Mark("point", label + dot, label, rest, bool(dot))


def item(text: str) -> Mark | None:
    """``а) …`` or ``1) …``, a dash before it allowed."""
    letter = _LETTER.match(text)
    if letter is not None:
        label = letter[2].lower().translate(_LATIN)
        return Mark("letter", letter[1], label, text[letter.end() :].strip())
    number = _NUMBER.match(text)
    if number is not None:
        return Mark("number", number[1], f"подп. {number[2]})", text[number.end() :].strip())
    return None


def dash(text: str) -> Mark | None:
    """``- …`` with any dash or bullet."""
    found = _DASH.match(text)
    return Mark("dash", found[1], "", text[found.end() :].strip()) if found else None


def section(text: str) -> Mark | None:
    """``II. Задачи`` or ``Раздел 2. Задачи``: a heading by its own mark."""
    head, gap, tail = text.partition(" ")
    if len(head) > 2:
        # Cyrillic letters typed for Roman digits; two signs may as well be an initial
        head = head.translate(_LOOKALIKES)
    found = _SECTION.match(head + gap + tail)
    if found is None or ended(text, ";:,") or words_in(text) > 30:
        return None
    label = found[1] or found[2]
    return Mark("section", text[: found.end()].strip(), label.upper(), text[found.end() :].strip())


def is_marked(text: str) -> bool:
    """Tell whether a line begins with a mark of its own, and so is no continuation of the one before."""
    return any(find(text) is not None for find in (point, item, dash, section))


def part_opens(text: str) -> tuple[str, str] | None:
    """What opens a part of the act: ``("annex", number)`` or ``("stamp", "")``; None for anything else."""
    annex = _ANNEX.match(text)
    if annex is not None and not ended(text) and words_in(text) <= 60:
        return "annex", annex[1] or ""
    if _STAMP.match(text) and not ended(text, ";:") and words_in(text) <= 60:
        return "stamp", ""
    return None


def title_word(text: str) -> str:
    """The word that says what a part is («порядок», «состав»), if the line is its title; else empty."""
    spaced = _SPACED.match(text)
    if spaced is not None:
        # «П О Л О Ж Е Н И Е»
        text = spaced[0].replace(" ", "") + text[spaced.end() :]
    found = _TITLE.match(text)
    return found[1].lower() if found and not ended(text, ";:") else ""
