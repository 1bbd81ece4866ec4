"""Read a log: files to records, records judged one by one, each id once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from poryadok.findings import Finding, in_order
from poryadok.log.ahead import Ahead
from poryadok.log.csvfile import CsvPiece, Refused, read_csv
from poryadok.log.diagnose import diagnose
from poryadok.log.explain import Explainer
from poryadok.log.files import FORMATS, digest_of, expand, file_finding, sha256
from poryadok.log.jsonl import BadLine, read_jsonl
from poryadok.log.judge import Judged, complete, judge, output_schema
from poryadok.log.parquet import BROKEN, broken, parquet_slices
from poryadok.log.record import Log, Quarantine, Rejection
from poryadok.log.rules import LogRules
from poryadok.log.tables import Tables, build_tables
from poryadok.log.unique import Slice, unique
from poryadok.log.xlsx import read_xlsx

__all__ = ["DETAILS", "read_log"]

DETAILS: Final = 100_000
"""Records that are kept aside with their reasons; beyond that they are only counted."""


@dataclass
class _Reading:
    """What has been read so far."""

    tables: Tables
    explainer: Explainer
    quarantine: Quarantine
    code: "Code | None" = None
    ahead: Ahead | None = None
    slices: list["_Slice"] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0


@dataclass(frozen=True)
class _Slice(Slice):
    """A slice with what was made of it."""

    coded: object


Pieces = Callable[[str], Iterator[CsvPiece]]
"""Reads one file as a table, part by part. Raises OSError."""

Code = Callable[[pl.DataFrame, pl.Series | None], object]
"""Makes something of judged rows, of which some are refused; called side by side."""


def read_log(
    paths: Sequence[str],
    rules: LogRules,
    details: int = DETAILS,
    *,
    convert: Pieces | None = None,
    formats: Collection[str] = tuple(FORMATS),
    code: Code | None = None,
    ahead: Ahead | None = None,
) -> Log:
    """Read files and globs (.jsonl, .ndjson, .csv, .parquet, .xlsx) into one log.

    convert: reads files of ``formats`` that are no logs themselves (a mapping). code: makes something of the
    rows while they are at hand, stretch by stretch; there is at least one. ahead: has begun to read files.

    Never raises for bad input: bad records are in `rejections` (reasons of at most `details` records), bad
    files in `findings`; what could be read is in the frame all the same. No paths make an empty log.
    """
    files, findings = expand(paths, formats)
    tables = build_tables(rules)
    state = _Reading(tables, Explainer(tables), Quarantine(details), code, ahead, findings=findings)
    digests: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        hashes = [pool.submit(sha256, file) for file in files]
        for at, file in enumerate(files):
            try:
                _read_file(state, at, file, convert)
                digests.append(hashes[at].result())
            except OSError as error:
                state.findings.append(file_finding("log.unreadable", file, error=error.strerror or ""))
    if not state.slices:
        state.slices.append(_taken(state, 0, pl.DataFrame()).slice)
    schema = output_schema(tables)
    settled = unique(state.slices, schema)
    _quarantine_conflicts(state, settled.conflicts, files)
    state.quarantine.rejections.sort(key=lambda one: (one.file, one.line))
    coded = [part.coded for part in state.slices if part.coded is not None]
    rows = _together([part.rows for part in state.slices], schema)
    return Log(
        rows=rows,
        stays=settled.stays,
        read=state.read,
        accepted=rows.height if settled.stays is None else int(settled.stays.sum()),
        duplicates=settled.duplicates,
        rejected=state.quarantine.records,
        rejections=state.quarantine.rejections,
        findings=in_order(state.findings),
        digest=digest_of(digests),
        coded=coded,
    )


def _together(parts: list[pl.DataFrame], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """All rows as one frame, column by column: a step over the whole frame would copy all of it."""
    height = sum(part.height for part in parts)
    columns = []
    for name, dtype in schema.items():
        none = pl.Series(name, [None], dtype=dtype)
        found = [
            part[name] if name in part.columns else none.new_from_index(0, part.height) for part in parts
        ]
        some = any(name in part.columns for part in parts)
        columns.append(pl.concat(found, rechunk=False) if some else none.new_from_index(0, height))
    return pl.DataFrame([column for column in columns if column.name not in ("_line", "recorded")])


_TABLES: Final[dict[str, Pieces]] = {"csv": read_csv, "xlsx": read_xlsx}


def _read_file(state: _Reading, at: int, file: str, convert: Pieces | None) -> None:
    """Read one file by its format. Raises OSError."""
    kind = FORMATS.get(Path(file).suffix.lower())
    pieces = convert or _TABLES.get(kind or "")
    if pieces is not None:
        for piece in pieces(file):
            state.findings += piece.findings
            if piece.frame is not None:
                _take(state, at, file, piece.frame)
            _quarantine_rows(state, file, piece.refused)
    elif kind == "parquet":
        _read_parquet(state, at, file)
    else:
        with Path(file).open("rb") as handle:
            for frame, bad in read_jsonl(handle):
                _take(state, at, file, frame)
                _quarantine_lines(state, file, bad)


def _read_parquet(state: _Reading, at: int, file: str) -> None:
    """Read and judge the slices of a file side by side; the answers come in the order of the rows."""
    readers, findings = state.ahead.slices(file) if state.ahead else parquet_slices(file)
    state.findings += findings

    def work(read: Callable[[], pl.DataFrame]) -> _Taken:
        return _taken(state, at, read())

    try:
        # one more than there are cores: while one waits for the interpreter, another has work for them
        with ThreadPoolExecutor(pl.thread_pool_size() + 1) as pool:
            for taken in pool.map(work, readers):
                _settle(state, file, taken)
    except BROKEN as error:
        state.findings.append(broken(file, error))


def _take(state: _Reading, at: int, file: str, frame: pl.DataFrame) -> None:
    """Judge raw rows: keep the good ones, explain the others."""
    _settle(state, file, _taken(state, at, frame))


@dataclass(frozen=True)
class _Taken:
    """What came of raw rows: how many there were, the slice they make, those that are kept aside."""

    read: int
    slice: _Slice
    bad: pl.DataFrame


def _taken(state: _Reading, at: int, frame: pl.DataFrame) -> _Taken:
    """Judge raw rows and make of them what is asked for."""
    schema = output_schema(state.tables)
    judged = Judged(pl.DataFrame(schema=schema), frame) if frame.is_empty() else judge(frame, state.tables)
    rows, refused = complete(judged.rows, schema), judged.refused
    coded = state.code and state.code(rows, refused)
    lines = rows["_line"]
    follow = rows.height and lines[-1] - lines[0] + 1 == rows.height
    kept = judged.rows.drop("_line")
    # half of a hash will do to find suspects, and is half as much to put in order
    hashes = (rows["id"].hash() // 2**32).cast(pl.UInt32)
    return _Taken(
        frame.height, _Slice(kept, refused, hashes, at, lines[0] if follow else lines, coded), judged.bad
    )


def _settle(state: _Reading, file: str, taken: _Taken) -> None:
    state.read += taken.read
    bad = taken.bad
    if bad.height < taken.read:
        state.slices.append(taken.slice)
    room = state.quarantine.room
    for row in _printable(bad.head(room)).iter_rows(named=True):
        record = {name: value for name, value in row.items() if not name.startswith("_")}
        text = record.pop("data", None)
        unread = None
        if text:
            record["data"] = diagnose(text.encode()).record
            unread = text if record["data"] is None else None
        state.quarantine.add(state.explainer.explain(file, row["_line"], record, unread))
    state.quarantine.count(max(bad.height - room, 0))


def _printable(bad: pl.DataFrame) -> pl.DataFrame:
    """Bring typed columns to text as it would stand in JSON; no Python date could hold every timestamp."""
    texts = []
    for name, dtype in bad.schema.items():
        if isinstance(dtype, pl.Datetime):
            texts.append(pl.col(name).dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ"))
        elif not name.startswith("_") and dtype != pl.String:
            texts.append(pl.col(name).cast(pl.String))
    return bad.with_columns(texts)


def _quarantine_lines(state: _Reading, file: str, bad: list[BadLine]) -> None:
    state.read += len(bad)
    for line, raw in bad[: state.quarantine.room]:
        found = diagnose(raw)
        if found.record is not None:
            reasons = state.explainer.explain(file, line, found.record)
        else:
            reasons = [
                Rejection(file, line, found.field, found.reason, found.value[:120], column=found.column)
            ]
        state.quarantine.add(reasons)
    state.quarantine.count(len(bad) - min(len(bad), state.quarantine.room))


def _quarantine_rows(state: _Reading, file: str, refused: list[Refused]) -> None:
    state.read += len(refused)
    for line, reason, value, expected in refused:
        state.quarantine.add([Rejection(file, line, "", reason, value, expected=expected)])


def _quarantine_conflicts(state: _Reading, conflicts: pl.DataFrame, files: list[str]) -> None:
    """Reject every record of an id that stands for different contents, naming another place of that id."""
    room = state.quarantine.room
    places: dict[str, list[tuple[str, int]]] = {}
    for at, line, name in conflicts.iter_rows():
        places.setdefault(name, []).append((files[at], line))
    for at, line, name in conflicts.head(room).iter_rows():
        here = (files[at], line)
        other = next((place for place in places[name] if place != here), here)
        reason = Rejection(*here, "id", "conflicting-id", name, name, expected=f"{other[0]}:{other[1]}")
        state.quarantine.add([reason])
    state.quarantine.count(max(conflicts.height - room, 0))
