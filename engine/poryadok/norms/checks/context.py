"""What every cross check is given, and the shape of what it returns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from poryadok.findings import Severity
from poryadok.norms.layers import lay
from poryadok.norms.patch import is_map
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["Context", "NormView", "Path_", "Problem", "Variant", "view_of"]

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before it has places: ``paths`` are the main place and the others that belong to it."""

    rule: str
    severity: Severity
    paths: tuple[Path_, ...]
    args: Mapping[str, str | int] = field(default_factory=dict)
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The resolved document, the vocabulary, and the ids of the production calendars at hand."""

    doc: Mapping[str, Any]
    vocabulary: Vocabulary
    calendars: Collection[str]

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the document, empty if absent."""
        found = self.doc.get(name)
        return found if is_map(found) else {}

    @property
    def actors(self) -> Mapping[str, Any]:
        """Parties and roles: who can bear a duty."""
        return {**self.section("parties"), **self.section("roles")}


@dataclass(frozen=True, slots=True)
class Variant:
    """The norm as one alternative or one exception leaves it; ``path`` is where that is written."""

    path: Path_
    doc: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NormView:
    """A norm with everything that its readings and exceptions make of it.

    ``patches`` are, for each question, its alternatives with the path and the body of each patch.
    """

    id: str
    path: Path_
    norm: Mapping[str, Any]
    text: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]
    patches: Mapping[str, Mapping[str, tuple[Path_, Mapping[str, Any]]]]
    alternatives: tuple[Variant, ...]
    exceptions: tuple[Variant, ...]

    @property
    def variants(self) -> Iterator[Variant]:
        """The text itself, then each alternative alone, then each exception alone."""
        return chain((Variant(self.path, self.text),), self.alternatives, self.exceptions)


def view_of(norm_id: str, norm: Mapping[str, Any], shared: Mapping[str, Any]) -> NormView:
    """Lay each patch of a norm over its text. Questions that nobody defines have no alternatives here."""
    path = ("norms", norm_id)
    text = {key: value for key, value in norm.items() if key != "readings"}
    questions: dict[str, Mapping[str, Any]] = {}
    patches: dict[str, dict[str, tuple[Path_, Mapping[str, Any]]]] = {}
    alternatives: list[Variant] = []
    for key, asked in (norm.get("readings") or {}).items():
        own = asked or {}
        common = shared.get(key) or {}
        question = lay(common, own, above="", over=key)
        questions[key] = question
        patches[key] = {}
        for name, body in (question.get("alternatives") or {}).items():
            local = ("patch" in ((own.get("alternatives") or {}).get(name) or {})) or key not in shared
            holder = (*path, "readings", key) if local else ("readings", key)
            place = (*holder, "alternatives", name, "patch")
            patch = (body or {}).get("patch") or {}
            patches[key][name] = (place, patch)
            alternatives.append(Variant(place, lay(text, patch) if patch else text))
    exceptions = tuple(
        Variant((*path, "exceptions", key, "patch"), lay(text, body.get("patch") or {}))
        for key, body in (norm.get("exceptions") or {}).items()
    )
    return NormView(norm_id, path, norm, text, questions, patches, tuple(alternatives), exceptions)
