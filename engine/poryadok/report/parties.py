"""Parties and roles of a profile's document by their ids."""

from collections.abc import Mapping
from typing import Any

__all__ = ["party"]


def party(doc: Mapping[str, Any], name: object) -> dict[str, object] | None:
    """A party or a role by its id, with its title and, for a role, its clause."""
    if not isinstance(name, str):
        return None
    for section in ("parties", "roles"):
        found = doc.get(section, {}).get(name)
        if found:
            return {"id": name, "title": found.get("title", name), "clause": found.get("clause")}
    return {"id": name, "title": name, "clause": None}
