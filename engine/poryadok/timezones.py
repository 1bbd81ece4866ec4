"""The names of time zones: IANA's, from the package ``tzdata``, the same on every machine."""

from functools import cache
from importlib.resources import files

__all__ = ["zone_names"]


@cache
def zone_names() -> frozenset[str]:
    """All names, written exactly as IANA writes them."""
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())
