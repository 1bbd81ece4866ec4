"""What a new profile finds in the layers it will stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poryadok.norms.files import find_ref
from poryadok.norms.layers import lay
from poryadok.norms.library import Library

__all__ = ["Base", "base_of", "families_needed", "family_names", "region_layer"]

_FEDERAL = ("ru/readings", "ru/fz59")


@dataclass(frozen=True, slots=True)
class Base:
    """The refs to extend, and what the families say together: the sections of their content."""

    extends: tuple[str, ...]
    content: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the families, empty if absent."""
        found = self.content.get(name)
        return found if isinstance(found, Mapping) else {}


def family_names(library: Library) -> list[str]:
    """The families at hand, by name."""
    return sorted({path.stem for root in library.roots() for path in root.glob("families/*.yaml")})


def region_layer(library: Library, region: str) -> Path | None:
    """The file of a region's own layer, in the caller's folder or among the bundled ones."""
    return find_ref(f"{region}/_region", library.roots())


def families_needed(library: Library, region: str, families: Sequence[str]) -> dict[str, list[str]]:
    """Families that others of ``families`` lean on: the family named -> the families that have its actors."""
    chosen = base_of(library, region, families)
    having = {name: _actors(base_of(library, region, [name])) for name in family_names(library)}
    found: dict[str, list[str]] = {}
    for family in families:
        norms = base_of(library, region, [family]).section("norms").values()
        named = {
            body[key]
            for body in norms
            if isinstance(body, Mapping)
            for key in ("bearer", "counterparty")
            if isinstance(body.get(key), str)
        }
        lacking = named - _actors(chosen)
        needed = sorted(name for name, actors in having.items() if name not in families and lacking & actors)
        if needed:
            found[family] = needed
    return found


def _actors(base: Base) -> set[str]:
    return {*base.section("parties"), *base.section("roles")}


def base_of(library: Library, region: str, families: Sequence[str]) -> Base:
    """What the named families (they exist) say; federal layers first, the region last."""
    refs = [f"families/{name}" for name in families]
    content: dict[str, Any] = {}
    for ref in refs:
        path = find_ref(ref, library.roots())
        if path is not None:
            content = lay(content, library.layer(path, ref).content)
    return Base((*_FEDERAL, *refs, f"{region}/_region"), content)
