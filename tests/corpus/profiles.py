"""The five bundled profiles as resolved documents, and small questions to ask of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from poryadok.norms.library import Library

__all__ = ["COMPUTED", "PROFILES", "Doc", "computed_norms", "document", "locators", "roles_of", "sources"]

Doc = dict[str, Any]
PROFILES = ("beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky")
COMPUTED = {"response", "request", "report", "once", "activity", "precedence"}


@cache
def document(profile: str) -> Doc:
    """The resolved document; a bundled profile is valid and has one version."""
    resolved = Library.open().resolve(profile)
    assert resolved.valid, resolved.findings
    (version,) = resolved.versions
    return version.doc


def computed_norms(profile: str) -> dict[str, Doc]:
    return {name: norm for name, norm in document(profile)["norms"].items() if norm["kind"] in COMPUTED}


def sources(norm: Doc) -> list[Doc]:
    """The clauses of a norm; the first is the main one."""
    found = norm.get("source") or []
    return found if isinstance(found, list) else [found]


def locators(profile: str) -> set[str]:
    """All clauses that norms are bound to."""
    return {source["locator"] for norm in document(profile)["norms"].values() for source in sources(norm)}


def roles_of(profile: str, party: str) -> set[str]:
    """The roles that one position holds."""
    roles = document(profile)["roles"]
    return {name for name, role in roles.items() if party in (role.get("holders") or {})}
