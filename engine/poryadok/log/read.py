"""Read a log: files to records, records judged one by one, each id once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from poryadok.findings import Finding, in_order
from poryadok.log.csvfile import CsvPiece, Refused, read_csv
from poryadok.log.diagnose import diagnose
from poryadok.log.explain import Explainer
from poryadok.log.files import FORMATS, digest_of, expand, file_finding, sha256
from poryadok.log.jsonl import BadLine, read_jsonl
from poryadok.log.judge import Judged, judge, output_schema
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
    slices: list[Slice] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0


Pieces = Callable[[str], Iterator[CsvPiece]]
"""Reads one file as a table, part by part. Raises OSError."""


def read_log(
    paths: Sequence[str],
    rules: LogRules,
    details: int = DETAILS,
    *,
    convert: Pieces | None = None,
    formats: Collection[str] = tuple(FORMATS),
) -> Log:
    """Read files and globs (.jsonl, .ndjson, .csv, .parquet, .xlsx) into one log.

    convert: reads files of ``formats`` that are no logs themselves (a mapping).

    Never raises for bad input: bad records are in `rejections` (reasons of at most `details` records), bad
    files in `findings`; what could be read is in the frame all the same. No paths make an empty log.
    """
    files, findings = expand(paths, formats)
    tables = build_tables(rules)
    state = _Reading(tables, Explainer(tables), Quarantine(details), findings=findings)
    digests: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        hashes = [pool.submit(sha256, file) for file in files]
        for at, file in enumerate(files):
            try:
                _read_file(state, at, file, convert)
                digests.append(hashes[at].result())
            except OSError as error:
                state.findings.append(file_finding("log.unreadable", file, error=error.strerror or ""))
    settled = unique(state.slices or [Slice(pl.DataFrame(schema=output_schema(tables)))])
    _quarantine_conflicts(state, settled.conflicts, files)
    frame = settled.frame
    state.quarantine.rejections.sort(key=lambda one: (one.file, one.line))
    return Log(
        frame=frame,
        read=state.read,
        accepted=frame.height,
        duplicates=settled.duplicates,
        rejected=state.quarantine.records,
        rejections=state.quarantine.rejections,
        findings=in_order(state.findings),
        digest=digest_of(digests),
    )


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
    readers, findings = parquet_slices(file)
    state.findings += findings

    def work(read: Callable[[], pl.DataFrame]) -> tuple[int, Judged]:
        frame = read()
        return frame.height, _judged(state, at, frame)

    try:
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            for height, judged in pool.map(work, readers):
                _settle(state, file, height, judged)
    except BROKEN as error:
        state.findings.append(broken(file, error))


def _take(state: _Reading, at: int, file: str, frame: pl.DataFrame) -> None:
    """Judge raw rows: keep the good ones, explain the others."""
    _settle(state, file, frame.height, _judged(state, at, frame))


def _judged(state: _Reading, at: int, frame: pl.DataFrame) -> Judged:
    if frame.is_empty():
        return Judged(pl.DataFrame(schema=output_schema(state.tables)), frame)
    return judge(frame.insert_column(0, pl.lit(at, dtype=pl.UInt32).alias("_file")), state.tables)


def _settle(state: _Reading, file: str, height: int, judged: Judged) -> None:
    state.read += height
    if judged.bad.height < height:
        state.slices.append(Slice(judged.rows, judged.refused))
    room = state.quarantine.room
    for row in _printable(judged.bad.head(room)).iter_rows(named=True):
        record = {name: value for name, value in row.items() if not name.startswith("_")}
        text = record.pop("data", None)
        unread = None
        if text:
            record["data"] = diagnose(text.encode()).record
            unread = text if record["data"] is None else None
        state.quarantine.add(state.explainer.explain(file, row["_line"], record, unread))
    state.quarantine.count(max(judged.bad.height - room, 0))


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
