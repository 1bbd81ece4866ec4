"""An act from a file: lines, paragraphs, parts, trees, locators."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from poryadok.findings import Finding, Span
from poryadok.onboard.act.clean import paragraphs
from poryadok.onboard.act.locators import locators
from poryadok.onboard.act.model import Act, Block, Line, Paragraph
from poryadok.onboard.act.parts import Part, parts
from poryadok.onboard.act.text import read_lines, text_lines
from poryadok.onboard.act.tree import grow

__all__ = ["act_of_lines", "act_of_text", "read_act"]


def read_act(path: Path) -> tuple[Act, tuple[Finding, ...]]:
    """Read an act from ``.txt``, ``.docx`` or ``.pdf``. Never raises: what is wrong comes as findings."""
    lines, findings = read_lines(path)
    if findings:
        return Act(()), findings
    act = act_of_lines(lines)
    if not act.clauses:
        return act, (Finding("act.no-clauses", "critical", (), (Span(path.as_posix()),)),)
    return act, ()


def act_of_text(text: str) -> Act:
    """The act of a text, for callers that hold it already."""
    return act_of_lines(text_lines(text))


def act_of_lines(lines: Sequence[Line]) -> Act:
    """The act of lines in their order."""
    body, around = paragraphs(lines)
    blocks = list(around)
    for part in parts(body):
        blocks.extend(_blocks(part))
    # the order of the text; what shares a line keeps its order
    return Act(tuple(_told_apart(sorted(blocks, key=lambda block: block.line))))


def _told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """What the act itself numbers twice gets «(повтор 2)», so that each clause has a locator of its own."""
    used: set[str] = set()
    for block in blocks:
        name, count = block.locator, 1
        while name and name in used:
            count += 1
            name = f"{block.locator} (повтор {count})"
        used.add(name)
        yield replace(block, locator=name)


def _blocks(part: Part) -> list[Block]:
    entries = grow(part.body, staff=part.staff)
    found = [*part.head, *_preamble(part.preamble, part.prefix)]
    for one, locator in zip(entries, locators(entries, part.prefix), strict=True):
        depth = max(0, len(one.holder) - 1) + (one.index > 1 or one.kind == "тире")
        found.append(Block(one.role, one.text, one.line, locator, one.marker, depth if locator else 0))
    return [*found, *part.tail]


def _preamble(texts: Sequence[Paragraph], prefix: str) -> list[Block]:
    # the preamble of the act itself has no prefix: it comes first
    name = "преамб." if prefix in ("", "реш. ", "пост. ", "расп. ", "приказ ") else f"{prefix}преамб."
    if len(texts) == 1:
        return [Block("clause", texts[0].text, texts[0].line, name)]
    return [Block("clause", one.text, one.line, f"{name} абз. {count}") for count, one in enumerate(texts, 1)]
