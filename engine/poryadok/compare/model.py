"""What a comparison is made of: operands, changes, witnesses, the effect on a log. Plain data, no words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from poryadok.clock.calendars import Calendar
from poryadok.norms.model import Profile
from poryadok.norms.resolved import VersionDoc

__all__ = [
    "CHANGE_CLASSES",
    "Change",
    "ChangeClass",
    "Diff",
    "Effect",
    "Gap",
    "Operand",
    "Parameter",
    "Witness",
]

ChangeClass = Literal[
    "tightened",
    "relaxed",
    "reassigned",
    "duty-new",
    "duty-lifted",
    "right-gained",
    "right-lost",
    "redefined",
    "editorial",
]
CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)


@dataclass(frozen=True)
class Operand:
    """One side of a comparison: a profile as it reads on one day.

    ``label`` is what the user named (``borsky@2022-06-01``); ``version`` the text compared: the last one
    where no day was asked for; ``profile`` holds that text alone, in force as the act says, with no bound
    from amendments, so that two texts of one act can be put to the same events.
    """

    label: str
    id: str
    version: VersionDoc
    profile: Profile
    digest: str
    calendars: Mapping[str, Calendar]
    day: date | None = None

    @property
    def doc(self) -> Mapping[str, Any]:
        """The resolved document."""
        return self.version.doc


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that is each municipality's own and no difference in law: names, zone, number of the act."""

    path: str
    a: Any
    b: Any


@dataclass(frozen=True, slots=True)
class Witness:
    """The smallest log on which two texts answer differently.

    ``events``: records of DESIGN §7 without ``municipality``; ``as_of``: an instant with its offset;
    ``a``, ``b``: the obligation of DESIGN §8 by each text, None where it gives none.
    """

    events: tuple[Mapping[str, Any], ...]
    as_of: str
    a: Mapping[str, Any] | None
    b: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in law. ``norm`` is None where it is not of a norm; ``path`` is the place in a profile.

    ``field`` is the last named part of the path (``norm`` where a whole norm is there on one side only);
    ``a`` and ``b`` are values of the profile language, None where there is none.
    """

    norm: str | None
    path: str
    field: str
    cls: ChangeClass
    a: Any
    b: Any
    clause_a: str | None
    clause_b: str | None
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A norm that one side lacks because its act refers to a text that is missing: ``defect`` tells which."""

    norm: str
    side: Literal["a", "b"]
    defect: str


@dataclass(frozen=True, slots=True)
class Effect:
    """An obligation of a log that the two texts judge differently; None: that text gives none."""

    obligation: str
    norm: str
    a: Mapping[str, Any] | None
    b: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Diff:
    """Two operands and what differs; ``effect`` is None unless a log was given."""

    a: Operand
    b: Operand
    parameters: tuple[Parameter, ...]
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...] = ()
    effect: tuple[Effect, ...] | None = None
