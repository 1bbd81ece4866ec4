"""Many profiles side by side: a row for each entry and for each thing said of it, a column for each profile.

An entry is a norm concept, a role, a channel, a sector, an open parameter, a day of office hours, the days in
force. A cell says what the profile says, or that it has no such entry, or that its act refers to a text that
is missing, which might have it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from poryadok.compare.facts import NORM_FIELDS, value_of
from poryadok.compare.model import Operand
from poryadok.compare.sections import hidden_by
from poryadok.compare.table import Computes, Said, owner_of, said_by

__all__ = ["SECTIONS", "Cell", "CellState", "Column", "Matrix", "Row", "Variant", "matrix", "outliers"]

CellState = Literal["value", "absent", "hidden"]
SECTIONS: Final = ("norms", "roles", "sectors", "channels", "parameters", "office_hours", "act")

_LEFT_OUT: Final = ("act/basis/",)
"""Facts with ids of each act's own: laid side by side they would line up with nothing."""
_ABSENT: Final = b"\x00absent"
_SILENT: Final = b"\x00silent"


@dataclass(frozen=True, slots=True)
class Column:
    """One profile: the operand, and the id of its regional layer (empty without one)."""

    operand: Operand
    region: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Equal cells of a row. ``value`` is None where nothing is said; ``absent``: there is no such entry."""

    absent: bool
    value: Any
    count: int
    outlier: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One profile in one row.

    ``absent``: no such entry; ``hidden``: the missing text that ``defect`` tells of might have it.
    ``variant`` is the place in the row's ``variants``; None in a cell that is not compared. ``computes`` is
    of norms' own rows.
    """

    state: CellState
    value: Any = None
    clause: str | None = None
    variant: int | None = None
    outlier: bool = False
    defect: str | None = None
    computes: Computes | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, with a row for each field of it in ``rows``; those have none of their own.

    ``differs``: the cells compared are not all equal, or one of them is hidden. ``majority`` is the variant
    of more than half of the cells compared, None without one.
    """

    section: str
    path: str
    cells: tuple[Cell, ...]
    variants: tuple[Variant, ...]
    majority: int | None
    differs: bool
    rows: tuple["Row", ...] = ()

    @property
    def telling(self) -> bool:
        """Tell whether the entry or anything said of it differs."""
        return self.differs or any(row.differs for row in self.rows)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns in the order named; rows by section, then by path."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> "Matrix":
        """The same with the rows alone that differ; an entry stays where a field of it does."""
        kept = tuple(
            replace(row, rows=tuple(one for one in row.rows if one.differs))
            for row in self.rows
            if row.telling
        )
        return Matrix(self.columns, kept)


def matrix(operands: Sequence[Operand]) -> Matrix:
    """Lay profiles side by side, in the order given."""
    tables = [said_by(operand) for operand in operands]
    hidden = [hidden_by(operand.doc) for operand in operands]
    fields: dict[str, dict[str, None]] = {f"norms/{name}": {} for one in hidden for name in one}
    for table in tables:
        for path in table:
            if not path.startswith(_LEFT_OUT):
                entry = fields.setdefault(owner_of(path), {})
                if path != owner_of(path):
                    entry[path] = None
    rows = [_entry(path, tables, hidden, below) for path, below in fields.items()]
    columns = tuple(Column(operand, _region(operand)) for operand in operands)
    return Matrix(columns, tuple(sorted(rows, key=lambda row: (SECTIONS.index(row.section), row.path))))


def outliers(counts: Sequence[int], unknown: int = 0) -> tuple[int | None, frozenset[int]]:
    """The majority and the values that stand out, by their places in ``counts``.

    The majority is the value of more than half of the cells. A value stands out where there is a majority
    and it is at least three times as frequent: one of four, two of eight, but not one of three. Both must
    hold whatever the ``unknown`` cells, those of missing texts, would say.
    """
    half = sum(counts) + unknown
    most = next((place for place, count in enumerate(counts) if 2 * count > half), None)
    if most is None:
        return None, frozenset()
    rare = (i for i, count in enumerate(counts) if i != most and 3 * (count + unknown) <= counts[most])
    return most, frozenset(rare)


def _region(operand: Operand) -> str:
    return min((layer.id for layer in operand.version.origins.layers if layer.rank == "region"), default="")


def _entry(
    path: str,
    tables: Sequence[Mapping[str, Said]],
    hidden: Sequence[Mapping[str, str]],
    fields: Iterable[str],
) -> Row:
    section, _, name = path.partition("/")
    entries = [table.get(path) for table in tables]
    holes = [one.get(name) if section == "norms" else None for one in hidden]
    pairs = list(zip(entries, holes, strict=True))
    keys = [(_ABSENT if hole is None else None) if one is None else one.key for one, hole in pairs]
    row = _row(path, _cells(path, entries, pairs), keys)
    # a declaration is text: that one act has it and another has not is no difference in law
    idle = section == "norms" and all(one is None or one.value == "declaration" for one in entries)
    below = []
    for field in sorted(fields, key=_order):
        said = [table.get(field) for table in tables]
        asked = field.removesuffix("/adopted")
        wholes = entries if asked == field else [table.get(asked) for table in tables]
        # where there is no entry, or no question, nothing is said of it, and there is nothing to compare
        keys = [
            None if whole is None else _SILENT if one is None else one.key
            for one, whole in zip(said, wholes, strict=True)
        ]
        below.append(_row(field, _cells(field, said, pairs), keys))
    differs = any(hole is not None for hole in holes) or (row.differs and not idle)
    return replace(_settled(row) if idle else row, differs=differs, rows=tuple(below))


def _settled(row: Row) -> Row:
    """The row without marks: nobody stands out in what is no difference in law."""
    cells = tuple(replace(cell, outlier=False) for cell in row.cells)
    return replace(row, cells=cells, variants=tuple(replace(one, outlier=False) for one in row.variants))


def _cells(
    path: str, said: Sequence[Said | None], entries: Sequence[tuple[Said | None, str | None]]
) -> Iterator[Cell]:
    """Cells of a row without their variants; ``entries``: the cell's entry, and what hides it."""
    silent = value_of(path.rsplit("/", 1)[-1], None)
    for one, (entry, hole) in zip(said, entries, strict=True):
        if hole is not None and entry is None:
            yield Cell("hidden", defect=hole)
        elif entry is None:
            yield Cell("absent")
        elif one is None:
            yield Cell("value", silent)
        else:
            yield Cell("value", one.value, one.clause, computes=one.computes)


def _row(path: str, given: Iterable[Cell], keys: Sequence[bytes | None]) -> Row:
    """Number the equal cells: the most frequent first. ``keys``: None where a cell is not compared."""
    cells = tuple(given)
    counted = Counter(key for key in keys if key is not None)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    unknown = sum(cell.state == "hidden" for cell in cells)
    majority, standing_out = outliers([counted[key] for key in order], unknown)
    place = {key: number for number, key in enumerate(order)}
    made = tuple(
        cell if key is None else replace(cell, variant=place[key], outlier=place[key] in standing_out)
        for cell, key in zip(cells, keys, strict=True)
    )
    variants = tuple(
        Variant(key == _ABSENT, _shown(made, number), counted[key], number in standing_out)
        for number, key in enumerate(order)
    )
    return Row(path.partition("/")[0], path, made, variants, majority, len(variants) > 1)


def _shown(cells: Iterable[Cell], variant: int) -> Any:
    """The value of equal cells: of several spellings the first in their own order, not in that of columns."""
    return min((cell.value for cell in cells if cell.variant == variant), key=repr)


def _order(path: str) -> tuple[int, str]:
    field = path.split("/")[2]
    return (NORM_FIELDS.index(field) if field in NORM_FIELDS else len(NORM_FIELDS)), path
