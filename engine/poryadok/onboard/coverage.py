"""Clause coverage: which values of a profile name which clauses of the act, and whether these still agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from poryadok.norms.resolved import VersionDoc
from poryadok.onboard.act.locators import normal
from poryadok.onboard.act.model import Act

__all__ = ["Binding", "Coverage", "bindings", "cover"]

_NAMES = ("clause", "head_clause", "locator")


@dataclass(frozen=True, slots=True)
class Binding:
    """One value of a profile that names a clause.

    ``id`` is the norm's id, or ``section/id`` (``roles/curator``, ``act/basis/fz-131``, ``act``). ``path`` is
    the map that holds the locator. ``recorded`` is the fingerprint written there. A defect speaks of a clause
    and does not bind it: ``binds`` is False.
    """

    locator: str
    id: str
    path: tuple[str, ...]
    recorded: str | None = None
    binds: bool = True


@dataclass(frozen=True)
class Coverage:
    """An act and the bindings of a profile to it."""

    act: Act
    bindings: tuple[Binding, ...]

    @cached_property
    def by_clause(self) -> dict[str, list[Binding]]:
        """Each clause's bindings, defects too, in the profile's order; clauses in the act's order."""
        found: dict[str, list[Binding]] = {locator: [] for locator in self.act.clauses}
        for one in self.bindings:
            if one.locator in found:
                found[one.locator].append(one)
        return found

    @cached_property
    def bound(self) -> dict[str, list[str]]:
        """The ids that each clause is bound to, each id once."""
        return {
            locator: list(dict.fromkeys(one.id for one in all_ if one.binds))
            for locator, all_ in self.by_clause.items()
        }

    @property
    def unbound(self) -> list[str]:
        """Clauses that nothing in the profile speaks of."""
        return [locator for locator, ids in self.bound.items() if not ids]

    @cached_property
    def dangling(self) -> dict[str, list[str]]:
        """Locators that the act has not, with the ids that name them."""
        return _grouped(one for one in self.bindings if one.locator not in self.act.clauses)

    @cached_property
    def drifted(self) -> dict[str, list[str]]:
        """Clauses whose text is no longer what was recorded, with the norms to review."""
        clauses = self.act.clauses
        return _grouped(
            one
            for one in self.bindings
            if one.recorded is not None
            and one.locator in clauses
            and one.recorded != clauses[one.locator].fingerprint
        )

    @property
    def complete(self) -> bool:
        """Tell whether every clause is bound, every binding leads to a clause, every fingerprint agrees."""
        return not (self.unbound or self.dangling or self.drifted)


def cover(act: Act, version: VersionDoc) -> Coverage:
    """Lay the bindings of one version of a profile over an act."""
    return Coverage(act, tuple(bindings(version)))


def bindings(version: VersionDoc) -> Iterator[Binding]:
    """Every clause that a profile names. What is from federal law, or names another act, is left out."""
    for section, value in version.doc.items():
        yield from _bindings(version, value, (section,))


def _bindings(version: VersionDoc, value: Any, path: tuple[str, ...]) -> Iterator[Binding]:
    if isinstance(value, Mapping):
        if len(path) > 1 and _of_another_act(value):
            return
        for key, inner in value.items():
            if key in _NAMES and isinstance(inner, str):
                if not _is_federal(version, (*path, key)):
                    recorded = value.get("fingerprint") if key == "locator" else None
                    yield Binding(normal(inner), _id(path), path, _text(recorded), binds=path[0] != "defects")
            else:
                yield from _bindings(version, inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _bindings(version, inner, (*path, str(index)))


def _of_another_act(source: Mapping[str, Any]) -> bool:
    return "locator" in source and isinstance(source.get("act"), str)


def _is_federal(version: VersionDoc, path: tuple[str, ...]) -> bool:
    layer = version.origins.layer(path)
    return layer is not None and layer.rank == "federal"


def _id(path: tuple[str, ...]) -> str:
    if path[0] == "norms" and len(path) > 1:
        return path[1]
    return "/".join(path[: 3 if path[0] == "act" else 2])


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _grouped(found: Iterator[Binding]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for one in found:
        ids = groups.setdefault(one.locator, [])
        if one.id not in ids:
            ids.append(one.id)
    return groups
