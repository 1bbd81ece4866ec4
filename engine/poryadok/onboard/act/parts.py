"""The parts of an act: what is adopted, the document approved, its annexes; what heads and ends each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from poryadok.onboard.act.marks import (
    dash,
    ended,
    is_marked,
    item,
    part_opens,
    point,
    section,
    title_word,
    words_in,
)
from poryadok.onboard.act.model import Block, Paragraph, Role

__all__ = ["Part", "parts"]

_ACTS = {"решение": "реш. ", "постановление": "пост. ", "распоряжение": "расп. ", "приказ": "приказ "}
_DOCUMENTS = {"порядок": "", "положение": "пол. ", "регламент": "рег. "}
# words of headings inside a document as well
_IN_TEXT = frozenset({"структура", "форма", "схема", "график", "методика"})
_STAFF = frozenset({"состав", "список"})
_ACT = re.compile(
    r"(РЕШЕНИЕ|ПОСТАНОВЛЕНИЕ|РАСПОРЯЖЕНИЕ|ПРИКАЗ|Р Е Ш Е Н И Е|П О С Т А Н О В Л Е Н И Е)(?!\w)"
)
_PREAMBLE = re.compile(
    r"(?:в соответствии|в целях|с целью|на основании|руководствуясь|во исполнение|рассмотрев|учитывая|"
    r"заслушав|в связи|для обеспечения|по результатам)(?=\s)",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"(?:постановля(?:ю|ет)|решил[оаи]?|решает|приказываю|распоряжаюсь|обязываю|предлагаю)", re.IGNORECASE
)
_PERSON = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}\s*[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\W*$")
_OFFICE = re.compile(
    r"(?:врио |и\. ?о\. |исполняющ\w+ \w+ |временно )?(?:перв\w+ )?"
    r"(?:глава|председател|заместител|руководител|начальник|директор|секретар|мэр|губернатор|главы|управляющ)",
    re.IGNORECASE,
)


@dataclass
class Part:
    """One part: ``prefix`` of its locators, what stands before and after its ``body``, its introduction."""

    prefix: str
    staff: bool = False
    head: list[Block] = field(default_factory=list)
    preamble: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)


@dataclass
class _Cut:
    """Paragraphs of one part, with the number of the annex, if it is one (an empty text: without number)."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    annex: str | None = None
    opened: bool = False


def parts(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Cut an act into its parts and name them."""
    found: list[Part] = []
    used: set[str] = set()
    for number, cut in enumerate(_cuts(paragraphs)):
        part = _part(cut, used, number)
        if part.body or part.preamble:
            used.add(part.prefix)
        found.append(part)
    return found


def _cuts(paragraphs: Sequence[Paragraph]) -> list[_Cut]:
    cuts = [_Cut()]
    heading, has_body = False, False
    for one in paragraphs:
        opens = None if one.cells else part_opens(one.text)
        bare_title = not one.cells and has_body and _stands_alone(one)
        again = opens is not None and opens[0] == "annex" and cuts[-1].annex is not None
        if (opens and not heading) or again or bare_title:
            cuts.append(_Cut(opened=True))
            heading, has_body = True, False
        if opens and opens[0] == "annex" and cuts[-1].annex is None:
            cuts[-1].annex = opens[1]
        cuts[-1].paragraphs.append(one)
        if one.cells or point(one.text) or section(one.text) or item(one.text):
            # a point or a row: the heading of the part is over
            heading, has_body = False, True
    return [cut for cut in cuts if cut.paragraphs]


def _stands_alone(one: Paragraph) -> bool:
    """The title of a part that nothing else announces: the word in capitals, or alone on its line."""
    word = title_word(one.text)
    if not word or word in _IN_TEXT or ended(one.text):
        return False
    return one.text.split()[0].isupper() or one.text.lower() == word


def _part(cut: _Cut, used: set[str], number: int) -> Part:
    if not cut.opened:
        act = next((found for one in cut.paragraphs if (found := _ACT.match(one.text))), None)
        if act is not None:
            return _enacting(cut, _ACTS[act[1].replace(" ", "").lower()])
    return _document(cut, used, number)


def _speaks(text: str) -> bool:
    """Whether a paragraph is a sentence and no part of a title: «Администрация района постановляет:»."""
    return ended(text) and (words_in(text) > 5 or (words_in(text) > 1 and _FORMULA.search(text) is not None))


def _enacting(cut: _Cut, prefix: str) -> Part:
    """The act itself: letterhead, title, preamble, points, signature."""
    part = Part(prefix)
    rest = cut.paragraphs
    start = next((i for i, one in enumerate(rest) if _begins(one) and not _dated(one)), len(rest))
    before, part.body = rest[:start], rest[start:]
    opening = next((i for i, one in enumerate(before) if _PREAMBLE.match(one.text)), None)
    if opening is None:
        named = next((i for i, one in enumerate(before) if _ACT.match(one.text)), 0)
        opening = next(
            (i for i, one in enumerate(before) if i > named and _speaks(one.text)),
            len(before),
        )
    role: Role = "head"
    for one in before[:opening]:
        role = "title" if re.match(r"Об?о?\s", one.text) else role
        part.head.append(Block(role, one.text, one.line))
    for one in before[opening:]:
        if _FORMULA.fullmatch(re.sub(r"[\s:]", "", one.text)):
            part.tail.append(Block("formula", one.text, one.line))
        else:
            part.preamble.append(one)
    formulas, part.tail = part.tail, []
    _sign(part)
    part.tail = [*formulas, *part.tail]
    return part


def _document(cut: _Cut, used: set[str], number: int) -> Part:
    """A document approved by the act, or an annex: stamp, title, introduction, text."""
    rest = cut.paragraphs
    start = next((i for i, one in enumerate(rest) if _begins(one)), len(rest))
    at = next((i for i, one in enumerate(rest[:start]) if title_word(one.text)), None)
    word = title_word(rest[at].text) if at is not None else ""
    part = Part(_prefix(word, cut.annex, used, number), staff=word in _STAFF)
    if not cut.opened and at is None and not any(_begins(one) for one in rest):
        # what precedes the first part: a site's words, or the head of an act without text
        part.head = [Block("head", one.text, one.line) for one in rest]
        return part
    begun = len(rest) if cut.opened or at is not None else 0
    for i, one in enumerate(rest[: start if begun else 0]):
        if at is not None and i > at and _ends_title(one, part.staff):
            begun = i
            break
        if at is None and i > 0 and ended(one.text) and words_in(one.text) > 5:
            begun = i
            break
        part.head.append(Block("title" if at is not None and i >= at else "stamp", one.text, one.line))
    else:
        begun = len(part.head)
    if part.staff:
        part.body = rest[begun:]
    else:
        part.preamble, part.body = rest[begun:start] if begun < start else [], rest[max(begun, start) :]
        if not part.body:
            # a text without any number: its paragraphs are its clauses
            part.preamble, part.body = [], part.preamble
    _sign(part)
    return part


def _prefix(word: str, annex: str | None, used: set[str], number: int) -> str:
    if word in _DOCUMENTS and _DOCUMENTS[word] not in used:
        return _DOCUMENTS[word]
    if annex is None and "" not in used:
        return ""
    return f"прил. {annex} " if annex else "прил. " if "прил. " not in used else f"прил. {number} "


def _begins(one: Paragraph) -> bool:
    """Tell whether the body of a part begins here."""
    return bool(one.cells) or any(find(one.text) for find in (point, section, item))


def _dated(one: Paragraph) -> bool:
    """A row of the letterhead: cells without a number of their own."""
    return bool(one.cells) and not re.fullmatch(r"\d+\.?", one.cells[0])


def _ends_title(one: Paragraph, staff: bool) -> bool:
    if not staff:
        return ended(one.text) and words_in(one.text) > 5
    listed = ended(one.text, ".;,:") or re.search(r"\s[-–—]\s", one.text) is not None or dash(one.text)
    return bool(listed) and one.gap and not one.bold


def _sign(part: Part) -> None:
    """Move the signature from the end of the body to the tail, and what follows it with it."""
    body = part.body
    if any(one.cells for one in body) or part.staff:
        return
    named = next(
        (i for i in range(len(body) - 1, 0, -1) if _PERSON.search(body[i].text) and _signs(body[i])), None
    )
    if named is None:
        return
    first = named
    while first > 1 and _signs(body[first - 1]) and not _OFFICE.match(body[first].text):
        first -= 1
    if not _OFFICE.match(body[first].text):
        first = named
    for i, one in enumerate(body[first:], first):
        part.tail.append(Block("signature" if i <= named else "around", one.text, one.line))
    del body[first:]


def _signs(one: Paragraph) -> bool:
    return (
        not is_marked(one.text)
        and not ended(one.text, ";:")
        and words_in(one.text) <= 20
        and not (ended(one.text, ".") and words_in(one.text) > 8)
    )
