"""Where the header of an export stands, and which of its columns are those of the mapping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from poryadok.findings import Finding
from poryadok.log.files import file_finding
from poryadok.log.mapping.model import Column, Mapping
from poryadok.log.mapping.text import clean, fold_header

__all__ = ["Header", "HeaderSearch", "find_header", "nearest_headers"]

_REPAIRS: Final = (
    ("cp1251", "utf-8", "utf8-as-cp1251"),
    ("latin-1", "cp1251", "cp1251-as-latin1"),
    ("cp1251", "cp866", "cp866"),
    ("cp1251", "koi8-r", "koi8-r"),
)
"""How a text was decoded, how it should have been, and what that slip is called."""


@dataclass(frozen=True)
class Header:
    """first, last: the header's first and last row.

    places: column id -> position of its cells, from 0; heads: column id -> the header's text.
    labels: the text of the header above each position.
    """

    first: int
    last: int
    places: dict[str, int]
    heads: dict[str, str]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class HeaderSearch:
    """The best header found; findings say why it cannot be used. score: columns found, required first."""

    header: Header | None
    findings: tuple[Finding, ...]
    score: tuple[int, int]


Rows = Sequence[tuple[int, Sequence[str | None]]]
"""Rows at the top of a file: number and cells."""


def find_header(path: str, rows: Rows, mapping: Mapping) -> HeaderSearch:
    """Find the row (or two rows, one above the other) with most of the mapping's columns.

    Findings: export.no-header, export.garbled, export.missing-column, export.repeated-column.
    """
    best: tuple[tuple[int, int], int, int, list[tuple[str, ...]]] | None = None
    for at, (_, cells) in enumerate(rows):
        single: list[tuple[str, ...]] = [(clean(cell or ""),) for cell in cells]
        for labels, count in ((single, 1), (_double(rows, at), 2)):
            score = _score(labels, mapping)
            # two rows are a header only where one of them alone would not do
            if score[1] and (best is None or (score, -count) > (best[0], -best[2])):
                best = (score, at, count, labels)
    if best is None:
        return HeaderSearch(None, (_nothing(path, rows, mapping),), (0, 0))
    score, at, count, labels = best
    first = rows[at][0]
    last = rows[at + count - 1][0]
    places: dict[str, int] = {}
    heads: dict[str, str] = {}
    findings: list[Finding] = []
    taken: set[int] = set()
    for column in mapping.columns.values():
        found = _positions(labels, column)
        taken.update(found)
        if len(found) > 1:
            letters = ", ".join(_letter(one) for one in found)
            findings.append(
                file_finding(
                    "export.repeated-column", path, last, column=labels[found[0]][0], id=column.id, at=letters
                )
            )
        elif found:
            places[column.id] = found[0]
            heads[column.id] = _matching(labels[found[0]], column)
    free = [one[0] for position, one in enumerate(labels) if position not in taken and one[0]]
    for column in mapping.columns.values():
        if column.required and not _positions(labels, column):
            findings.append(_missing(path, last, column, free))
    header = Header(first, last, places, heads, tuple(one[0] for one in labels))
    return HeaderSearch(None if findings else header, tuple(findings), score)


def _double(rows: Rows, at: int) -> list[tuple[str, ...]]:
    """Two rows as one header: «Дата | регистрации» under a merged «Дата», or a cell merged downwards."""
    if at + 1 >= len(rows) or rows[at + 1][0] != rows[at][0] + 1:
        return []
    upper, lower = rows[at][1], rows[at + 1][1]
    labels: list[tuple[str, ...]] = []
    over = ""
    for position in range(max(len(upper), len(lower))):
        above = clean((upper[position] if position < len(upper) else "") or "")
        below = clean((lower[position] if position < len(lower) else "") or "")
        over = above or over
        if below:
            labels.append((f"{over} {below}".strip(), below))
        else:
            labels.append((above,))
    return labels


def _score(labels: Sequence[tuple[str, ...]], mapping: Mapping) -> tuple[int, int]:
    found = [column for column in mapping.columns.values() if _positions(labels, column)]
    return sum(column.required for column in found), len(found)


def _positions(labels: Sequence[tuple[str, ...]], column: Column) -> list[int]:
    """Where the best of a column's names stands."""
    folded = [tuple(fold_header(one) for one in label) for label in labels]
    for name in column.names:
        wanted = fold_header(name)
        found = [at for at, label in enumerate(folded) if wanted and wanted in label]
        if found:
            return found
    return []


def _matching(label: tuple[str, ...], column: Column) -> str:
    """The form of a header by which its column was found."""
    names = {fold_header(name) for name in column.names}
    return next((one for one in label if fold_header(one) in names), label[0])


def nearest_headers(names: Iterable[str], headers: Sequence[str]) -> list[str]:
    """Headers that look like one of the names, at most three."""
    folded = {fold_header(one): one for one in headers}
    near: dict[str, None] = {}
    for name in names:
        wanted = fold_header(name)
        for one in get_close_matches(wanted, folded, 3, 0.6):
            near[folded[one]] = None
        words = [one for one in folded if wanted and (wanted in one or (len(one) > 3 and one in wanted))]
        near.update(dict.fromkeys(folded[one] for one in words))
    return list(near)[:3]


def _missing(path: str, line: int, column: Column, free: Sequence[str]) -> Finding:
    near = nearest_headers(column.names, free)
    args: dict[str, str | int] = {
        "id": column.id,
        "names": " / ".join(f"«{name}»" for name in column.names),
        "headers": ", ".join(f"«{one[:60]}»" for one in free[:15]) or "—",
    }
    if near:
        args["suggestion"] = ", ".join(f"«{one[:60]}»" for one in near)
    return file_finding("export.missing-column", path, line, **args)


def _nothing(path: str, rows: Rows, mapping: Mapping) -> Finding:
    """No header at all: perhaps the text is in another encoding than it seems."""
    for written, meant, why in _REPAIRS:
        for line, cells in rows:
            repaired = [(_repaired(cell or "", written, meant),) for cell in cells]
            if _score(repaired, mapping)[1]:
                return file_finding("export.garbled", path, line, why=why)
    texts = [clean(cell) for _, cells in rows for cell in cells if cell]
    wanted = [column for column in mapping.columns.values() if column.required]
    near = list(dict.fromkeys(one for column in wanted for one in _close(column, texts)))
    args: dict[str, str | int] = {
        "names": ", ".join(f"«{column.names[0]}»" for column in wanted[:12]),
        "count": len(rows),
        "mapping": mapping.id,
    }
    if near:
        args["suggestion"] = ", ".join(f"«{one[:60]}»" for one in near[:6])
    return file_finding("export.no-header", path, 0, **args)


def _close(column: Column, texts: Sequence[str]) -> list[str]:
    """Only what is very like a name is shown: rows of data may name people."""
    folded = {fold_header(one): one for one in texts}
    return [
        folded[one] for name in column.names for one in get_close_matches(fold_header(name), folded, 1, 0.8)
    ]


def _repaired(text: str, written: str, meant: str) -> str:
    try:
        return text.encode(written).decode(meant)
    except UnicodeError:
        return ""


def _letter(position: int) -> str:
    """The position as people count it: the first column is 1."""
    return str(position + 1)
