"""JSONL: good lines are parsed by Polars and checked by msgspec, both in blocks; only bad lines reach Python.

Polars is quick and lax (a number becomes text, unknown keys vanish); msgspec is strict about JSON types and
keys and says where it stopped. A block in which msgspec finds nothing wrong is taken whole. In any other one
msgspec is restarted behind each bad line, so that a line is decoded about once.
"""

import bisect
import io
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, BinaryIO, Final

import msgspec
import polars as pl

from poryadok.log.blocks import BLOCK, Block, blocks
from poryadok.log.diagnose import diagnose
from poryadok.log.record import DATA_DEPTH, FIELDS

__all__ = ["BadLine", "read_jsonl"]

_Record: Final = msgspec.defstruct(
    "_Record",
    [(name, dict[str, Any] | None if name == "data" else str | None, None) for name in FIELDS],
    forbid_unknown_fields=True,
    gc=False,
)
_decoder: Final = msgspec.json.Decoder(_Record)
_errors: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_SCHEMA: Final = dict.fromkeys(FIELDS, pl.String)
_KEY: Final = rf'"(?:{"|".join(FIELDS)})"\s*:'
_BRACKETS: Final = r"[\[{]"
_WINDOW: Final = 512
"""Lines decoded together in a block with bad lines: bounds the cost of an error without a position."""

BadLine = tuple[int, bytes | None]
"""A line number and the line, None instead of a line that is too long."""


def read_jsonl(handle: BinaryIO, size: int = BLOCK) -> Iterator[tuple[pl.DataFrame, list[BadLine]]]:
    """Read a file in blocks of about `size` bytes.

    Yields the well-formed records (`_line` and all FIELDS as String, `data` as JSON text) and the lines that
    are no such records.
    """
    for block in blocks(handle, size):
        if block.too_long:
            yield _parsed(pl.DataFrame(schema={"_line": pl.Int64, "raw": pl.Binary})), [(block.first, None)]
        else:
            frame = _whole(block)
            yield _separated(block) if frame is None else (frame, [])


def _whole(block: Block) -> pl.DataFrame | None:
    """Take a block in which nothing is wrong; None if something is, or may be."""
    data, lines = block.data, block.lines
    if b"\0" in data:
        return None
    try:
        # msgspec sees values, not lines; Polars refuses a line that is not exactly one value.
        if len(_decoder.decode_lines(data)) != lines:
            return None
        frame = _polars(data)
    except (*_errors, pl.exceptions.PolarsError):
        return None
    nested = frame["data"].str.count_matches(_BRACKETS).max()
    if frame.height != lines or (isinstance(nested, int) and nested > DATA_DEPTH):
        return None
    # As many keys are written as fields are filled: then no key is written twice. Otherwise (explicit nulls,
    # the same names inside `data`) look at each line.
    filled = frame.height * frame.width - sum(frame.null_count().row(0))
    text = pl.Series([data], dtype=pl.Binary).cast(pl.String)
    if b"\\u00" in data or text.str.count_matches(_KEY)[0] != filled:
        split = pl.Series(data.split(b"\n")[:-1], dtype=pl.Binary).cast(pl.String)
        if _may_repeat(split).any():
            return None
    numbers = pl.int_range(block.first, block.first + lines, dtype=pl.Int64, eager=True)
    return frame.insert_column(0, numbers.alias("_line"))


def _may_repeat(text: pl.Series) -> pl.Series:
    """Mark lines that may hold a key twice: a name and a colon occur again, or are hidden by an escape."""
    if text.str.contains(r'"\s+:').any():
        text = text.str.replace_all(r'"\s+:', '":')
    keys = text.str.extract_all(_KEY)
    return (keys.list.n_unique() != keys.list.len()) | text.str.contains("\\u00", literal=True)


def _separated(block: Block) -> tuple[pl.DataFrame, list[BadLine]]:
    """Part the good lines of a block from the bad ones."""
    # Broken UTF-8 never hides a line end; it leaves replacement marks, whose lines are looked at singly.
    table = (
        pl.DataFrame(
            {
                "raw": pl.Series(block.data.split(b"\n")[:-1], dtype=pl.Binary),
                "text": pl.Series(block.data.decode(errors="replace").split("\n")[:-1], dtype=pl.String),
            }
        )
        .with_row_index("_line", offset=block.first)
        .with_columns(pl.col("_line").cast(pl.Int64), pl.col("text").str.strip_chars(" \t\r"))
        .filter(pl.col("text") != "")
    )
    text = pl.col("text")
    shaped = text.str.starts_with("{") & text.str.ends_with("}") & ~text.str.contains("\0", literal=True)
    candidates = table.filter(shaped)
    texts = candidates["text"]
    doubtful = (
        _may_repeat(texts)
        | texts.str.contains("\ufffd", literal=True)
        | (texts.str.count_matches(_BRACKETS) > DATA_DEPTH)
    )
    single = candidates.filter(doubtful).select("_line", "raw")
    plain = candidates.filter(~doubtful).select("_line", "raw")
    wrong = _wrong(plain["raw"].to_list())
    if wrong:
        plain = plain.filter(~pl.int_range(plain.height, eager=True).is_in(wrong))
    passed = [line for line, raw in single.iter_rows() if _is_record(raw)]
    good = pl.concat([plain, single.filter(pl.col("_line").is_in(passed))]).sort("_line")
    try:
        frame = _parsed(good)
    except pl.exceptions.PolarsError:
        # Numbers beyond 64 bits are the one thing that only Polars refuses.
        risky = good["raw"].cast(pl.String).str.contains("[0-9]{18}")
        fits = [line for line, raw in good.filter(risky).iter_rows() if _is_record(raw)]
        good = good.filter(~risky | pl.col("_line").is_in(fits))
        frame = _parsed(good)
    bad = table.join(good.select("_line"), on="_line", how="anti").select("_line", "raw")
    return frame, sorted(bad.iter_rows())


def _parsed(good: pl.DataFrame) -> pl.DataFrame:
    """Parse checked lines (`_line`, `raw`)."""
    if good.is_empty():
        return pl.DataFrame(schema={"_line": pl.Int64, **_SCHEMA})
    data = b"\n".join(good["raw"].to_list()) + b"\n"
    return _polars(data).insert_column(0, good["_line"])


def _polars(data: bytes) -> pl.DataFrame:
    """Parse lines, one value each. Raises PolarsError for what it refuses.

    Polars writes `data` back as JSON, but does not escape what it should: such texts are cut out once more.
    """
    frame = pl.read_ndjson(io.BytesIO(data), schema=_SCHEMA)
    spoilt = frame["data"].str.contains(r"[\\\x00-\x1f]").fill_null(False)
    lines = data.split(b"\n")[:-1] if spoilt.any() else []
    if len(lines) != frame.height:
        return frame
    rows = spoilt.arg_true()
    texts = pl.Series(lines, dtype=pl.Binary).gather(rows).cast(pl.String).str.json_path_match("$.data")
    return frame.with_columns(frame["data"].scatter(rows, texts))


def _is_record(raw: bytes) -> bool:
    """Check one line on its own."""
    try:
        _decoder.decode(raw)
    except _errors:
        return False
    return diagnose(raw).record is not None


def _wrong(lines: list[bytes]) -> list[int]:
    """Positions of lines that msgspec refuses; all lines begin and end like objects."""
    wrong: list[int] = []
    for start in range(0, len(lines), _WINDOW):
        window = lines[start : start + _WINDOW]
        data = b"\n".join(window)
        offsets = list(accumulate((len(line) + 1 for line in window), initial=0))
        at = 0
        while at < len(window):
            found = _first_wrong(window, data, offsets, at)
            if found is None:
                break
            wrong.append(start + found)
            at = found + 1
    return wrong


def _first_wrong(window: list[bytes], data: bytes, offsets: list[int], at: int) -> int | None:
    """Position of the first bad line from `at` on, None if all the rest is good."""
    try:
        if len(_decoder.decode_lines(memoryview(data)[offsets[at] :])) == len(window) - at:
            return None
        place = None
    except _errors as error:
        place = str(error)
    if place is not None:
        guess = None
        if found := re.search(r" - at `\$\[([0-9]+)\][^`]*`$", place):
            guess = at + int(found[1])
        elif found := re.search(r"\(byte ([0-9]+)\)$", place):
            guess = bisect.bisect_right(offsets, offsets[at] + int(found[1])) - 1
        # An object left open is noticed only in the next line, so the one before is tried as well.
        for one in (guess - 1, guess) if guess is not None else ():
            if at <= one < len(window) and not _decodes(window[one]):
                return one
    # No position, or two records in one line: try each line of the window.
    return next((one for one in range(at, len(window)) if not _decodes(window[one])), None)


def _decodes(line: bytes) -> bool:
    try:
        _decoder.decode(line)
    except _errors:
        return False
    return True
