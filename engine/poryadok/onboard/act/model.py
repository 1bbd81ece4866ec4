"""What an act's text is made of, from raw lines to clauses."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from poryadok.onboard.act.fingerprint import fingerprint

__all__ = ["Act", "Block", "Clause", "Line", "Paragraph", "Role"]

# clause: text with a locator; the rest is text of the act that says nothing by itself, and, as ``around``,
# what a site or a legal database put around the act
Role = Literal["clause", "heading", "title", "stamp", "head", "formula", "signature", "around"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file (1-based), or one paragraph or table row of a document.

    ``cells`` holds the cells of a table row, else it is empty. ``gap``: an empty line stands before.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    gap: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its broken lines joined. ``line`` is where it begins."""

    text: str
    line: int
    cells: tuple[str, ...] = ()
    gap: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the act as it is shown. ``locator`` is empty unless the role is clause.

    ``marker`` is the clause's own number, letter or dash as printed, ``text`` what follows it; ``depth`` is 0
    for a point, 1 for what stands in it, 2 for what stands in an item.
    """

    role: Role
    text: str
    line: int
    locator: str = ""
    marker: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest unit of an act: ``text`` without its own marker, ``fingerprint`` its SHA-256."""

    locator: str
    text: str
    line: int
    fingerprint: str


@dataclass(frozen=True)
class Act:
    """An act's text in its order."""

    blocks: tuple[Block, ...]

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """The clauses by locator, in the act's order."""
        return {
            one.locator: Clause(one.locator, one.text, one.line, fingerprint(one.text))
            for one in self.blocks
            if one.role == "clause"
        }
