"""RFC 7396 JSON Merge Patch: the only way in which one layer changes another."""

from collections.abc import Mapping
from typing import Any

__all__ = ["Document", "merge"]

Document = Mapping[str, Any]


def merge(target: Document, patch: Document) -> dict[str, Any]:
    """Return ``target`` changed by ``patch``: maps merge, ``None`` deletes, everything else replaces."""
    result = dict(target)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping):
            old = result.get(key)
            result[key] = merge(old if isinstance(old, Mapping) else {}, value)
        else:
            result[key] = value
    return result
