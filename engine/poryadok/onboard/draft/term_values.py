"""What rows of the tables of terms share: values and the words that come before a day or an amount."""

from collections.abc import Mapping
from typing import Any

__all__ = ["AT_LATEST", "Value", "fixed", "within"]

Value = Mapping[str, Any]

AT_LATEST = r"(?:не позднее(?: чем)?|не позже|до|к)"


def fixed(**value: Any) -> Any:
    """A maker of one value, whatever was matched."""
    return lambda _: value


def within(unit: str, count: int) -> Value:
    """A term of an amount."""
    return {"within": {unit: count}}
