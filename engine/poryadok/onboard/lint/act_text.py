"""The text of an act as rules read it: its parts, each with stamp, title and clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from poryadok.findings import Finding, Span
from poryadok.onboard.act.marks import title_word
from poryadok.onboard.act.model import Act, Block
from poryadok.onboard.act.read import read_act

__all__ = ["ActPart", "ActText", "act_word_at", "dates_in", "numbers_in", "read_act_text", "text_of"]

_OPERATIVE = ("реш.", "пост.", "расп.", "приказ")
_ACT_WORD = re.compile(r"(?:решени|постановлени|распоряжени|приказ)", re.IGNORECASE)
_ANNEX = re.compile(r"приложени[ея](?:\s*(?:№|N)?\s*(\d+))?", re.IGNORECASE)
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DATE = re.compile(
    r"(?<!\d)(\d{1,2})\.(\d{2})\.(\d{4})(?!\d)|"
    r"(?<!\d)(\d{1,2})\s+(янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\s+(\d{4})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|(?<!\w)N)\s*([\w/-]*\d[\w/-]*)")


@dataclass(frozen=True)
class ActPart:
    """One part of an act: the operative one, the document approved, or an annex.

    ``blocks`` are in the text's order; what a site put around the act is not among them.
    """

    file: str
    number: int
    blocks: tuple[Block, ...]

    @cached_property
    def clauses(self) -> tuple[Block, ...]:
        """The clauses, in order."""
        return tuple(one for one in self.blocks if one.role == "clause")

    @cached_property
    def stamp(self) -> str:
        """What stands above the title: letterhead, «Приложение», «Утверждено»."""
        return " ".join(one.text for one in self.blocks if one.role in ("stamp", "head"))

    @cached_property
    def title(self) -> str:
        """The title in full; the stamp where there is none."""
        return " ".join(one.text for one in self.blocks if one.role == "title")

    @cached_property
    def word(self) -> str:
        """What the document is called: «порядок», «положение»; empty when it does not say."""
        return title_word(self.title) or ""

    @cached_property
    def operative(self) -> bool:
        """Tell whether this is the act itself, not what it approves."""
        return any(one.role == "formula" for one in self.blocks) or any(
            one.locator.startswith(_OPERATIVE) for one in self.clauses
        )

    @cached_property
    def annex(self) -> str | None:
        """The number of the annex: empty when it has none, None when this is not marked as one."""
        found = next(
            (m for one in self.blocks if one.role == "stamp" and (m := _ANNEX.match(one.text))), None
        )
        return None if found is None else found[1] or ""

    @property
    def place(self) -> str:
        """The locator of the first clause, for findings about the part itself."""
        return self.clauses[0].locator if self.clauses else "преамб."

    def head_span(self, pattern: "re.Pattern[str] | None" = None) -> Span:
        """The line of the stamp that matches, or where the part begins."""
        heads = [one for one in self.blocks if one.role in ("stamp", "head", "title")]
        chosen = next((one for one in heads if pattern is None or pattern.search(one.text)), None)
        return self.span(chosen or self.blocks[0])

    def span(self, block: Block) -> Span:
        """Where a block begins."""
        return Span(self.file, block.line, 1)


@dataclass(frozen=True)
class ActText:
    """An act's text: the name of its file and its parts."""

    file: str
    parts: tuple[ActPart, ...]

    def clauses(self) -> Iterator[tuple[ActPart, Block]]:
        """All clauses with their parts."""
        for part in self.parts:
            for block in part.clauses:
                yield part, block


def read_act_text(path: Path) -> tuple[ActText | None, tuple[Finding, ...]]:
    """Read an act, or say what keeps it from being read."""
    act, findings = read_act(path)
    return (None, findings) if findings else (text_of(act, path.as_posix()), ())


def text_of(act: Act, file: str) -> ActText:
    """Cut the blocks of an act into parts: one ends where, after text, another head begins."""
    parts: list[list[Block]] = [[]]
    for block in act.blocks:
        if block.role == "around":
            continue
        begun = any(one.role in ("clause", "signature", "formula") for one in parts[-1])
        if block.role in ("stamp", "head", "title") and begun:
            parts.append([])
        parts[-1].append(block)
    kept: Sequence[list[Block]] = [blocks for blocks in parts if blocks]
    return ActText(file, tuple(ActPart(file, number, tuple(blocks)) for number, blocks in enumerate(kept)))


def dates_in(text: str) -> list[str]:
    """The dates of a text, as YYYY-MM-DD; what is no date of the calendar is left out."""
    found = []
    for match in _DATE.finditer(text):
        if match[1]:
            day, month, year = int(match[1]), int(match[2]), int(match[3])
        else:
            day, month, year = int(match[4]), _MONTHS.index(match[5].lower()) + 1, int(match[6])
        try:
            found.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return found


def numbers_in(text: str) -> list[str]:
    """The numbers of acts in a text, without the numbers of annexes."""
    return [number.rstrip("-/") for number in _NUMBER.findall(_ANNEX.sub(" ", text))]


def act_word_at(text: str) -> str | None:
    """The first kind of act that a text names outside quotation marks, as its stem."""
    found = _ACT_WORD.search(re.sub(r"«[^»]*»|\"[^\"]*\"", " ", text))
    return found[0].lower() if found else None
