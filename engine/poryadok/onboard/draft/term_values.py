"""What rows of the tables of terms share: values, units and the words that come before a day or an amount."""

from collections.abc import Mapping
from typing import Any

__all__ = ["AT_LATEST", "UNIT", "Value", "any_of", "fixed", "unit_of", "within"]

Value = Mapping[str, Any]

AT_LATEST = r"(?<!\w)(?:(?:в срок|со сроком),?\s+)?(?:не (?:позднее|позже),?(?: чем)?(?: до)?|до|к|ко)"

_OFFICE = r"(?:рабоч\w+|служебн\w+)"
_UNITS = {
    "minutes": r"минут(?:ы|у|а|ам)?|мин\.",
    "working_hours": rf"{_OFFICE}\s+час(?:а|ов|ам)?|час(?:а|ов)?\s+(?:в\s+)?{_OFFICE}\s+врем\w+|"
    rf"час(?:а|ов)?\s+\({_OFFICE}\)",
    "hours": r"(?:астрономическ\w+\s+)?час(?:а|ов|ам)?|ч\.",
    "working_days": rf"{_OFFICE}\s+(?:д(?:ень|ня|ней|ням)|дн\.)|раб\.\s*(?:день|дн[.яе]\w*)|"
    rf"д(?:ень|ня|ней)\s+\({_OFFICE}\)",
    "calendar_days": r"календарн\w+\s+(?:д(?:ень|ня|ней|ням)|дн\.)|кал\.\s*(?:день|дн[.яе]\w*)|"
    r"д(?:ень|ня|ней)\s+\(календарн\w+\)",
    "days": r"д(?:ень|ня|ней|ням)|дн\.",
    "weeks": r"недел(?:ь|и|ю|ям)",
    "months": r"(?:календарн\w+\s+)?месяц(?:а|ев|ам)?",
}
UNIT = "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items())


def unit_of(groups: Mapping[str, str | None]) -> str:
    """The unit that a UNIT matched."""
    return next(name for name in _UNITS if groups[name])


def any_of(*forms: str) -> str:
    """One of several forms, as a group of a regex."""
    return f"(?:{'|'.join(forms)})"


def fixed(**value: Any) -> Any:
    """A maker of one value, whatever was matched."""
    return lambda _: value


def within(unit: str, count: int) -> Value:
    """A term of an amount."""
    return {"within": {unit: count}}
