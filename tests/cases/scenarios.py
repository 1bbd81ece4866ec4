"""Read the scenarios of `tests/cases/*/*.yaml`. A file holds one subject: one YAML document a scenario."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["FOLDER", "Doc", "Scenario", "read_scenarios"]

Doc = dict[str, Any]
FOLDER = Path(__file__).parent
KEYS = {
    "title",
    "profile",
    "as_of",
    "layers",
    "events",
    "quarantined",
    "expect",
    "expect_none",
    "undetermined",
    "log",
}


class _Loader(yaml.SafeLoader):
    """YAML whose dates and instants stay text, as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Scenario:
    """One scenario. `quarantined`: ids of the events that the log must keep aside.

    `expect`: obligations by id, each with the keys to compare, a hand derivation `why` and, if wanted,
    `mentions`: words that its derivation steps must hold. `log`, `undetermined`: None where not stated.
    """

    file: Path
    number: int
    title: str
    profile: str
    as_of: str
    events: list[Doc]
    layers: list[Path] = field(default_factory=list)
    quarantined: list[str] = field(default_factory=list)
    expect: list[Doc] = field(default_factory=list)
    expect_none: list[str] = field(default_factory=list)
    undetermined: list[Doc] | None = None
    log: Doc | None = None

    @property
    def name(self) -> str:
        """A short name for the test report."""
        return f"{self.file.parent.name}/{self.file.stem}-{self.number}"


def read_scenarios(folder: Path = FOLDER) -> list[Scenario]:
    """All scenarios, by file and by their order in it. Raises ValueError for an unknown key."""
    return [one for file in sorted(folder.glob("*/*.yaml")) for one in _scenarios_of(file)]


def _scenarios_of(file: Path) -> list[Scenario]:
    found = []
    with file.open(encoding="utf-8") as handle:
        for number, doc in enumerate(yaml.load_all(handle, Loader=_Loader), start=1):
            if unknown := set(doc) - KEYS:
                raise ValueError(f"{file}: unknown keys {sorted(unknown)}")
            events = [{"municipality": doc["profile"], **event} for event in doc.pop("events")]
            layers = [(file.parent / layer).resolve() for layer in doc.pop("layers", [])]
            found.append(Scenario(file=file, number=number, events=events, layers=layers, **doc))
    return found
