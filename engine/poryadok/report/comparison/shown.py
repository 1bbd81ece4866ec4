"""What every form of ``diff`` shows, as plain text in its order: made by ``view``, laid out by the forms."""

from dataclasses import dataclass

from poryadok.compare.model import ChangeClass
from poryadok.report.words import plural

__all__ = ["Derivation", "Evidence", "Group", "Head", "Missing", "Moved", "Row", "Step", "View"]


@dataclass(frozen=True, slots=True)
class Head:
    """One side: what the user named, whose profile it is, which act, when this text is in force."""

    name: str
    label: str
    title: str
    act: str
    force: str
    digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation; ``after`` and ``clause`` are empty where there is nothing to say."""

    after: str
    reason: str
    clause: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one reading was counted; ``answers`` are its answers to the norm's questions."""

    answers: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A witness: its events, and for each side the verdict and how it was counted."""

    events: tuple[str, ...]
    as_of: str
    verdicts: tuple[str, str]
    derivations: tuple[tuple[Derivation, ...], tuple[Derivation, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One change; what was, what became and what follows are lists of phrases."""

    anchor: str
    path: str
    field: str
    cls: ChangeClass
    word: str
    clauses: tuple[str, str]
    was: tuple[str, ...]
    became: tuple[str, ...]
    consequence: tuple[str, ...]
    evidence: Evidence | None
    only: str | None
    """The one side that has it: «A» or «B»; None where both say something."""
    telling: bool
    """Whether the consequence says more than the class of the change."""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one norm, or of one section of the profile; ``norm`` is then None."""

    key: str
    title: str
    norm: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that an act refers to and that is not there: on which side, and the norms it would hold."""

    side: str
    defect: str
    norms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """An obligation of the log that the two texts judge differently."""

    obligation: str
    norm: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class View:
    """The whole comparison."""

    heads: tuple[Head, Head]
    groups: tuple[Group, ...]
    counts: tuple[tuple[ChangeClass, str, int], ...]
    gaps: tuple[Missing, ...]
    parameters: tuple[tuple[str, str, str], ...]
    effect: tuple[Moved, ...] | None

    @property
    def title(self) -> str:
        """«Сравнение: Первое поселение и Второй округ»; two texts of one municipality are its versions."""
        a, b = (head.title or head.label for head in self.heads)
        return f"Сравнение редакций: {a}" if a == b else f"Сравнение: {a} и {b}"

    @property
    def total(self) -> int:
        """How many changes there are."""
        return sum(count for _, _, count in self.counts)

    @property
    def summary(self) -> str:
        """«12 различий: строже — 1, иначе — 11.»."""
        if not self.total:
            return "Различий в праве нет."
        counts = ", ".join(f"{word} — {count}" for _, word, count in self.counts)
        return f"{plural(self.total, 'различие', 'различия', 'различий')}: {counts}."
