"""RFC 7396 JSON Merge Patch: the only way in which one layer changes another."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeGuard

__all__ = ["Document", "is_map", "merge"]

Document = Mapping[str, Any]

_NO_MAPS = frozenset({str, int, float, bool, NoneType, list})


def is_map(value: object) -> TypeGuard[Document]:
    """Tell whether a value is a map. It is asked often: the types that files hold are known at once."""
    kind = type(value)
    return kind is dict or (kind not in _NO_MAPS and isinstance(value, Mapping))


def merge(target: Document, patch: Document) -> dict[str, Any]:
    """Return ``target`` changed by ``patch``: maps merge, ``None`` deletes, everything else replaces."""
    result = dict(target)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif is_map(value):
            old = result.get(key)
            result[key] = merge(old if is_map(old) else {}, value)
        else:
            result[key] = value
    return result
