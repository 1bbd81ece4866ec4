"""A text file in blocks of whole lines: memory stays bounded whatever the file holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from poryadok.log.record import LINE_LIMIT

__all__ = ["BLOCK", "Block", "blocks"]

BLOCK: Final = 16 << 20
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, each with its line end.

    first: 1-based number of the first line. lines: their number. too_long: this is a single line longer than
    the limit, which was thrown away: `data` is empty.
    """

    first: int
    lines: int
    data: bytes
    too_long: bool = False


def blocks(handle: BinaryIO, size: int = BLOCK, limit: int = LINE_LIMIT) -> Iterator[Block]:
    """Cut a file into blocks. A line longer than `limit` comes as a block of its own, without text."""
    line = 1
    carry = b""
    start = True
    skipping = False
    while chunk := handle.read(size):
        if start:
            chunk, start = chunk.removeprefix(BOM), False
        if skipping:
            end = chunk.find(b"\n")
            if end < 0:
                continue
            chunk, skipping = chunk[end + 1 :], False
        data = carry + chunk
        cut = data.rfind(b"\n") + 1
        carry = data[cut:]
        if cut:
            for block in _cut(data[:cut], line, limit):
                yield block
                line += block.lines
        if len(carry) > limit:
            yield Block(line, 1, b"", too_long=True)
            line += 1
            carry, skipping = b"", True
    if carry:
        yield from _cut(carry + b"\n", line, limit)


def _cut(data: bytes, line: int, limit: int) -> Iterator[Block]:
    """Take lines longer than `limit` out of a block."""
    start = at = 0
    while at < len(data):
        end = data.rfind(b"\n", at, at + limit + 1)
        if end >= 0:
            at = end + 1
            continue
        end = data.index(b"\n", at)
        if at > start:
            block = Block(line, data.count(b"\n", start, at), data[start:at])
            yield block
            line += block.lines
        yield Block(line, 1, b"", too_long=True)
        line += 1
        start = at = end + 1
    if start == 0:
        yield Block(line, data.count(b"\n"), data)
    elif start < len(data):
        yield Block(line, data.count(b"\n", start), data[start:])
