"""Many profiles side by side, made ready to show: what every form of ``compare`` says, as plain text."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from poryadok.compare.matrix import Cell, Column, Matrix, Row
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report import words
from poryadok.report.comparison.labels import STANDINGS, field_title, section_title
from poryadok.report.comparison.phrases import in_force
from poryadok.report.comparison.shared_names import shared_doc
from poryadok.report.comparison.words import Side

__all__ = [
    "HIDDEN",
    "LEGEND",
    "OUTLYING",
    "Entry",
    "Group",
    "Line",
    "MatrixHead",
    "MatrixView",
    "Said",
    "grouped",
    "letter",
    "matrix_view",
]

HIDDEN: Final = "акт отсылает, текста нет"
_ABSENT: Final = {
    "norms": "нормы нет",
    "roles": "роли нет",
    "sectors": "отрасли нет",
    "channels": "канала нет",
    "parameters": "параметра нет",
    "office_hours": "не указаны",
    "act": "не указано",
    "combined": "не совмещает",
}
_COMPUTES: Final = {"yes": "есть", "no": "не вычисляется", "awaits": "ждёт решения"}
LEGEND: Final = (
    ("есть", "норма есть, сроки по ней считаются"),
    ("не вычисляется", "норма есть, но срока и события в ней нет: сравнивается, не считается"),
    ("ждёт решения", "норма есть; её срок или период ещё не назначен местным решением"),
    ("нормы нет", "акт об этом молчит"),
    (HIDDEN, "акт ссылается на текст, в котором это могло быть, а самого текста нет"),
)
"""What the words of a norm's cell mean, those of gaps last."""
OUTLYING: Final = (
    "выбивается",
    "у большинства (больше половины) другое значение, и встречается оно не менее чем втрое чаще",
)
"""The word for a value that stands out, and what it means."""
_LETTERS: Final = "АБВГДЕЖИКЛМНПРСТУФХЦЧШЩЭЮЯ"


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """A column: what the user named, and whose profile it is."""

    label: str
    title: str
    region: str
    force: str


@dataclass(frozen=True, slots=True)
class Said:
    """A cell. ``state``: value, absent, hidden, or none where there is nothing to compare."""

    state: str
    text: str
    variant: int | None
    outlier: bool
    clause: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, of an entry itself or of one field.

    ``variants``: the words of each value, how many say so, whether it stands out.
    """

    label: str
    path: str
    cells: tuple[Said, ...]
    variants: tuple[tuple[str, int, bool], ...]
    differs: bool

    @property
    def outlying(self) -> bool:
        """Tell whether a cell stands out."""
        return any(cell.outlier for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Entry:
    """A norm concept, role, channel …: its own line and those of its fields.

    ``kinds``: of the norms, empty for other entries.
    """

    id: str
    title: str
    anchor: str
    kinds: tuple[str, ...]
    own: Line
    fields: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The entry's own line, then its fields."""
        return (self.own, *self.fields)

    @property
    def gap(self) -> bool:
        """Tell whether a profile has no such entry, or refers to a missing text that might have it."""
        return any(cell.state in ("absent", "hidden") for cell in self.own.cells)


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The whole matrix: the columns, and for each section of a profile its id, title and entries.

    ``gaps``: the columns that refer to a missing text, where they do, and what follows.
    """

    heads: tuple[MatrixHead, ...]
    sections: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    places: str
    summary: str
    gaps: tuple[tuple[str, str, str], ...]


def letter(variant: int) -> str:
    """The mark of a variant: «А», «Б», … and numbers after the letters."""
    return _LETTERS[variant] if variant < len(_LETTERS) else str(variant + 1)


@dataclass(frozen=True, slots=True)
class Group:
    """Who says the same in a row. ``variant`` is None for those whose act refers to a missing text."""

    variant: int | None
    text: str
    names: tuple[str, ...]
    outlier: bool

    def listed(self, *, rest: bool) -> str:
        """The names, or «остальные» for ``rest`` of a long row."""
        return "остальные" if rest else ", ".join(self.names)


def grouped(line: Line, heads: Sequence[MatrixHead]) -> tuple[Group, ...]:
    """The variants of a row with the columns that have each; what is not compared is left out."""
    groups = []
    for number, (text, _, outlier) in enumerate(line.variants):
        names = [head.label for head, cell in zip(heads, line.cells, strict=True) if cell.variant == number]
        groups.append(Group(number, text, tuple(names), outlier))
    hidden = [head.label for head, cell in zip(heads, line.cells, strict=True) if cell.state == "hidden"]
    return (*groups, Group(None, HIDDEN, tuple(hidden), False)) if hidden else tuple(groups)


def matrix_view(matrix: Matrix, vocabulary: Vocabulary) -> MatrixView:
    """Say a matrix in words."""
    return _Maker(matrix, vocabulary).view()


class _Maker:
    def __init__(self, matrix: Matrix, vocabulary: Vocabulary) -> None:
        self.matrix, self.vocabulary = matrix, vocabulary
        operands = [column.operand for column in matrix.columns]
        self.docs = [operand.doc for operand in operands]
        self.words = Side(shared_doc(operands), vocabulary)

    def view(self) -> MatrixView:
        found: dict[str, list[Entry]] = {}
        for row in self.matrix.rows:
            found.setdefault(row.section, []).append(self.entry(row))
        heads = tuple(map(_head, self.matrix.columns))
        sections = tuple((key, section_title(key), tuple(entries)) for key, entries in found.items())
        holes: dict[tuple[str, str], dict[str, None]] = {}
        for entry in (entry for _, _, entries in sections for entry in entries):
            for head, cell in zip(heads, entry.own.cells, strict=True):
                if cell.state == "hidden":
                    holes.setdefault((cell.clause, cell.note), {})[head.label] = None
        gaps = tuple((", ".join(labels), clause, note) for (clause, note), labels in holes.items())
        places = words.plural(len(heads), "профиль", "профиля", "профилей")
        return MatrixView(heads, sections, places, _summary(self.matrix), gaps)

    def entry(self, row: Row) -> Entry:
        key = row.path.partition("/")[2]
        own = {str(cell.value) for cell in row.cells if cell.state == "value"}
        kinds = tuple(sorted(own)) if row.section == "norms" else ()
        lines = [self.line(one, row) for one in (row, *row.rows)]
        anchor = row.path.replace("/", ".")
        return Entry(key or row.path, self.title(row), anchor, kinds, lines[0], tuple(lines[1:]))

    def title(self, row: Row) -> str:
        """As the vocabulary calls it; what it has not, as most of the profiles do that have it."""
        section, _, key = row.path.partition("/")
        shared = self.vocabulary
        known: Mapping[str, str] = {
            "norms": shared.norms,
            "roles": shared.roles,
            "sectors": shared.sectors,
            "channels": shared.channels,
        }.get(section, {})
        if section == "act" or not key:
            return field_title(row.path)
        if section == "office_hours":
            return words.WEEKDAYS.get(key, key)
        if key.startswith("combined/"):
            return f"{field_title(row.path)}: {self.words.names.party(key.partition('/')[2])}"
        names = self.words.names
        say: dict[str, Callable[[str], str]] = {
            "norms": names.norm,
            "sectors": names.sector,
            "channels": names.channel,
            "parameters": names.parameter,
            "roles": names.party,
        }
        return known[key] if key in known else say[section](key)

    def line(self, row: Row, entry: Row) -> Line:
        variants = tuple(
            (self.said(row, entry, number), one.count, one.outlier) for number, one in enumerate(row.variants)
        )
        cells = zip(row.cells, self.docs, strict=True)
        made = tuple(self.cell(cell, variants, doc, below=row is not entry) for cell, doc in cells)
        return Line(self.label(row, entry), row.path, made, variants, row.differs)

    def cell(
        self, cell: Cell, variants: Sequence[tuple[str, int, bool]], doc: Mapping[str, Any], *, below: bool
    ) -> Said:
        if cell.state == "hidden" and not below:
            defect = (doc.get("defects") or {}).get(cell.defect) or {}
            note = str(defect.get("effect") or cell.defect)
            return Said("hidden", HIDDEN, None, False, str(defect.get("locator") or ""), note)
        if cell.variant is None:
            return Said("none", "", None, False, "")
        state = "absent" if cell.state == "absent" else "value"
        return Said(state, variants[cell.variant][0], cell.variant, cell.outlier, cell.clause or "")

    def label(self, row: Row, entry: Row) -> str:
        """«Норма» for an entry itself, the name of the field for a field of it."""
        title = field_title(row.path)
        if row is entry:
            return {"norms": "Норма", "act": "С какого дня"}.get(row.section, title)
        _, key, *below = row.path.split("/")
        return f"{title}: «{self.words.names.question(key, below[1])}»" if below[0] == "readings" else title

    def said(self, row: Row, entry: Row, number: int) -> str:
        """The words of equal cells."""
        variant = row.variants[number]
        if variant.absent:
            return _ABSENT.get("combined" if "/combined/" in row.path else row.section, "нет")
        if row is not entry:
            return self.words.value(row.path, variant.value)
        if row.section == "norms":
            cells = [cell for cell in row.cells if cell.state == "value"]
            kind = words.KINDS.get(str(variant.value), str(variant.value))
            computes = next(cell.computes for cell in cells if cell.variant == number)
            said = _COMPUTES[computes or "yes"]
            return f"{said}: {kind}" if len({cell.value for cell in cells}) > 1 else said
        if row.section == "sectors":
            return STANDINGS.get(str(variant.value), str(variant.value))
        if "/combined/" in row.path:
            return "; ".join(map(self.words.names.party, variant.value))
        return (
            "есть" if variant.value is True and "/" in row.path else self.words.value(row.path, variant.value)
        )


def _head(column: Column) -> MatrixHead:
    doc = column.operand.doc
    municipality, act = doc.get("municipality") or {}, doc.get("act") or {}
    return MatrixHead(
        column.operand.label,
        words.printable(str(municipality.get("name") or column.operand.id)),
        words.printable(str(municipality.get("region") or "")),
        in_force(act.get("in_force")),
    )


def _summary(matrix: Matrix) -> str:
    rows = [one for row in matrix.rows for one in (row, *row.rows)]
    differing = sum(row.differs for row in rows)
    norms = [row for row in matrix.rows if row.section == "norms" and row.differs]
    states = Counter(cell.state for row in norms for cell in row.cells)
    outliers = sum(cell.outlier for row in rows for cell in row.cells)
    differ = words.plural(differing, "строка различается", "строки различаются", "строк различаются")
    return (
        f"{differ}; выбивается ячеек — {outliers}; нормы нет — {states['absent']}; "
        f"{HIDDEN} — {states['hidden']}."
    )
