"""How a norm counts its due instants, as a text that the kernel can be asked about, and as it would be
with one part of it taken from another act.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, Final

from poryadok.compare.facts import patch_values, value_of
from poryadok.compare.model import Operand
from poryadok.norms.patch import merge
from poryadok.norms.readings import questions_of
from poryadok.norms.vocabulary import UNIT_FAMILIES

__all__ = ["OPEN", "Side", "Text", "answers", "changed", "is_open", "resolved"]

OPEN: Final[Mapping[str, Any]] = {"parameter": "?"}
"""A value that nobody has decided yet."""

_CASES: Final = ("within", "roll", "day_zero", "after_hours", "presidential_days", "extend")
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "response": _CASES,
    "request": _CASES,
    "report": ("every", "due", "roll", "presidential_days", "first_period"),
    "activity": ("every", "count", "day_kind", "presidential_days"),
    "once": ("due", "roll", "presidential_days"),
}
"""What bears on the due instants of each kind; other kinds have none."""


def resolved(value: Any, parameters: Mapping[str, Any]) -> Any:
    """``value`` with decided parameters put in; what is undecided is OPEN."""
    if isinstance(value, Mapping):
        if "parameter" in value:
            decided = (parameters.get(str(value["parameter"])) or {}).get("value")
            return OPEN if decided is None else decided
        return {key: resolved(one, parameters) for key, one in value.items()}
    return [resolved(one, parameters) for one in value] if isinstance(value, list) else value


def is_open(value: Any) -> bool:
    """Tell whether a value waits for a local decision."""
    return isinstance(value, Mapping) and "parameter" in value


@dataclass(frozen=True, slots=True)
class Text:
    """How due instants are counted: one document for each counted reading (canonical JSON), without doubles.

    ``office``: the office hours (canonical JSON) where they bear on it. Equal texts count alike.
    ``sampled``: a report that some periods do not ask for: they are fewer than its due instants.
    """

    family: str
    readings: tuple[str, ...]
    office: str | None = None
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A norm of one operand with all that its term depends on; ``with_…`` give it with one change."""

    norm: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]
    above: tuple[Mapping[str, Any], ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    office: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, operand: Operand, norm_id: str) -> "Side":
        """The norm of an operand."""
        doc = operand.doc
        norm = doc["norms"][norm_id]
        above = tuple(
            layer["norms"][norm_id]
            for layer in operand.version.what_if
            if (layer.get("norms") or {}).get(norm_id)
        )
        questions = questions_of(norm, doc.get("readings") or {})
        parameters = doc.get("parameters") or {}
        return cls(norm, questions, above, parameters, doc.get("office_hours"))

    def beside(self, office: Mapping[str, Any] | None) -> "Side":
        """The same norm with the office hours of another act, if its own has none."""
        return self if self.office else replace(self, office=office)

    def value(self, name: str) -> Any:
        """A field with its parameters decided, to be put into another act's norm."""
        return resolved(self.norm.get(name), self.parameters)

    def with_(self, name: str, other: "Side") -> "Side":
        """The same norm with one field of another act's, and its office hours if the act has none.

        A question about that field which one act alone asks (what «незамедлительно» means) goes with it.
        """
        norm = {key: one for key, one in self.norm.items() if key != name}
        value = other.value(name)
        above = tuple({key: one for key, one in patch.items() if key != name} for patch in self.above)
        norm = norm if value is None else {**norm, name: value}
        questions = {
            key: one for key, one in self.questions.items() if key in other.questions or not _asks(one, name)
        }
        for key, one in other.questions.items():
            if key not in self.questions and _asks(one, name):
                questions[key] = resolved(one, other.parameters)
        return replace(self, norm=norm, questions=questions, above=above).beside(other.office)

    def with_parameter(self, name: str, value: Any) -> "Side":
        """The same norm where one parameter is decided as ``value`` (None: open)."""
        changed = {key: one for key, one in (self.parameters.get(name) or {}).items() if key != "value"}
        if value is not None:
            changed["value"] = value
        return replace(self, parameters={**self.parameters, name: changed})

    def with_adopted(self, question: str, answer: str | None) -> "Side":
        """The same norm with another answer adopted (None: with none)."""
        asked = {key: one for key, one in self.questions[question].items() if key != "adopted"}
        if answer is not None:
            asked["adopted"] = answer
        return replace(self, questions={**self.questions, question: asked})

    def text(self, exception: Mapping[str, Any] | None = None) -> Text:
        """The due instants' text over the counted readings, under the patch of an exception if given."""
        fields = _FIELDS.get(str(self.norm.get("kind")))
        if fields is None:
            return Text("none", ())
        found, office, sampled = set(), False, False
        for patched in self._readings():
            if exception is not None:
                patched = merge(patched, exception)
            kept = {name: patched[name] for name in fields if patched.get(name) is not None}
            kept = resolved(kept, self.parameters)
            if not _lengthens(kept):
                kept.pop("extend", None)
            if kept.get("after_hours") == "keep":
                del kept["after_hours"]
            office = office or "after_hours" in kept
            sampled = sampled or patched.get("sample") is not None
            found.add(json.dumps(kept, sort_keys=True, default=str))
        office = office or any('"working_hours"' in one for one in found)
        hours = json.dumps(self.office or {}, sort_keys=True, default=str) if office else None
        family = "case" if fields is _CASES else str(self.norm["kind"])
        return Text(family, tuple(sorted(found)), hours, sampled and family == "report")

    def _readings(self) -> Sequence[Mapping[str, Any]]:
        names = sorted(self.questions)
        choices = []
        for name in names:
            asked = self.questions[name]
            adopted = asked.get("adopted")
            choices.append(sorted(asked["alternatives"]) if adopted is None else [adopted])
        found = []
        for combination in product(*choices):
            patched: Mapping[str, Any] = self.norm
            for name, answer in zip(names, combination, strict=True):
                patched = merge(patched, self.questions[name]["alternatives"][answer].get("patch") or {})
            for patch in self.above:
                patched = merge(patched, patch)
            found.append(patched)
        return found


def _asks(question: Mapping[str, Any], name: str) -> bool:
    return any(name in (one.get("patch") or {}) for one in question["alternatives"].values())


def _lengthens(term: Mapping[str, Any]) -> bool:
    """Whether the extension is counted in units of the term's kind; of two acts' parts it may not be."""
    extend, within = term.get("extend"), term.get("within")
    if not extend or not isinstance(within, Mapping):
        return False
    unit = extend["by"].get("unit") or next((unit for unit in UNIT_FAMILIES if unit in extend["by"]), None)
    families = {UNIT_FAMILIES[name] for name in within if name in UNIT_FAMILIES}
    return UNIT_FAMILIES.get(str(unit)) in (families or {"instant"})


def answers(question: Mapping[str, Any], norm: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The answers to a question, each as what it says (canonical JSON): its title is no part of it.

    With ``norm``: as what it changes of that norm, without what only repeats its text.
    """
    patches = {name: one.get("patch") or {} for name, one in sorted(question["alternatives"].items())}
    said = {
        name: patch_values(patch) if norm is None else changed(norm, patch) for name, patch in patches.items()
    }
    return {name: json.dumps(one, sort_keys=True, default=str) for name, one in said.items()}


def changed(norm: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a patch changes of a norm, as they read then (None: left out)."""
    fields = patch_values(patch)
    before = {name: value_of(name, norm.get(name)) for name in fields}
    merged = merge(norm, patch)
    after = {name: value_of(name, merged.get(name)) for name in fields}
    return {name: value for name, value in after.items() if value != before[name]}
