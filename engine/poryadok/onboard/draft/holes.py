"""How a hole stands in a draft profile: one place to change when the language has values «to be decided»."""

from collections.abc import Mapping
from typing import Any

from poryadok.onboard.draft.model import Hole

__all__ = ["is_value", "value_of_hole"]


def value_of_hole(hole: Hole, note: str) -> Mapping[str, Any] | None:
    """The value to write for a hole; None writes no value, so that only a comment says what to decide.

    A language with typed holes gives ``{"decide": hole.type, "note": note}`` here, for a hole whose path is
    the place of one value (``is_value``): the others ask whether there is a norm at all.
    """
    return None


def is_value(hole: Hole) -> bool:
    """Tell whether a hole's path is the place of a value that is missing, and not of a norm or a question."""
    return bool(hole.path) and hole.code not in _OF_NORMS


_OF_NORMS = frozenset(
    {"events", "other-term", "second-term", "family-norm", "day-inclusive", "scope", "sector-unknown"}
)
