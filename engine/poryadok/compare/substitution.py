"""One norm with one field as the other side words it: A[f := B's], to see what that field alone changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from poryadok.clock.periods import due_day, period_of
from poryadok.compare.model import Change, Operand
from poryadok.norms.model import INSTANT_UNITS, Norm, Rule
from poryadok.norms.readings import build_norm, questions_of

__all__ = ["below", "hosted", "norm_of", "substituted"]

Doc = dict[str, Any]
_VALUED = ("within", "every", "due", "count", "extend", "exceptions")
_SAMPLE = date(2024, 3, 31)


def below(change: Change) -> tuple[str, ...]:
    """The path of a change below its norm; empty for a whole norm."""
    return tuple(change.path.split("/")[2:]) if change.norm is not None else ()


def norm_of(side: Operand, norm_id: str) -> Norm | None:
    """The norm as one side words it; None where it has none."""
    return next((norm for norm in side.profile.versions[-1].norms if norm.id == norm_id), None)


def hosted(base: Operand, other: Operand) -> Operand:
    """The side that a mixture stands in: with the office hours of the other act, if its own has none."""
    hours = other.doc.get("office_hours")
    if base.doc.get("office_hours") or not hours:
        return base
    *earlier, last = base.profile.versions
    last = replace(last, doc={**last.doc, "office_hours": hours})
    return replace(base, profile=replace(base.profile, versions=(*earlier, last)))


def substituted(norm_id: str, path: tuple[str, ...], base: Operand, other: Operand) -> Norm | None:
    """The norm of ``base`` with what stands at ``path`` (below the norm) taken from ``other``.

    None where one of them has no such norm, or where the mixture is no norm that could be computed.
    """
    own, foreign = base.doc["norms"].get(norm_id), other.doc["norms"].get(norm_id)
    if own is None or foreign is None or not path:
        return None
    text, questions = _decided(own, base), questions_of(own, base.doc.get("readings", {}))
    if path[0] == "readings":
        asked = questions_of(foreign, other.doc.get("readings", {}))
        if not _with_question(questions, asked, path[1:]):
            return None
    elif path[0] == "in_force":
        text["in_force"] = foreign.get("in_force") or other.doc.get("act", {}).get("in_force", {})
    else:
        _with_value(text, _decided(foreign, other), path)
    above = [
        {key: value for key, value in layer["norms"][norm_id].items() if key != path[0]}
        for layer in base.version.what_if
        if norm_id in layer.get("norms", {})
    ]
    text["readings"] = {name: {} for name in questions}
    made = build_norm(norm_id, text, {"parameters": {}, "readings": questions}, above)
    return made if all(_sound(made, rule) for rule in made.rules) else None


def _decided(norm: Mapping[str, Any], side: Operand) -> Doc:
    """The norm without its readings; decided parameters stand as values, since they are the side's own."""
    parameters = side.doc.get("parameters", {})

    def plain(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if "parameter" in value:
            decided = parameters.get(str(value["parameter"]), {}).get("value")
            return value if decided is None else decided
        return {key: plain(inner) for key, inner in value.items()}

    return {
        key: plain(value) if key in _VALUED else value for key, value in norm.items() if key != "readings"
    }


def _with_value(text: Doc, foreign: Doc, path: tuple[str, ...]) -> None:
    """Put the other side's value of a field, or of one exception, in place; absent there: absent here."""
    place, found, name = text, foreign, path[0]
    if path[0] == "exceptions" and len(path) > 1:
        text["exceptions"] = dict(text.get("exceptions", {}))
        place, found, name = text["exceptions"], foreign.get("exceptions", {}), path[1]
    if name in found:
        place[name] = found[name]
    else:
        place.pop(name, None)


def _with_question(questions: dict[str, Doc], asked: dict[str, Doc], path: tuple[str, ...]) -> bool:
    """Ask a question as the other side asks it, or answer it so; False where there is nothing to take."""
    if not path:
        return False
    name, *rest = path
    own, foreign = questions.get(name), asked.get(name)
    if rest == ["adopted"]:
        if own is None or foreign is None:
            return False
        answer = foreign.get("adopted")
        if answer is not None and answer not in own["alternatives"]:
            return False
        questions[name] = _answered(own, answer)
    elif foreign is None:
        questions.pop(name, None)
    else:
        keeps = own is not None and own.get("adopted") in foreign["alternatives"]
        questions[name] = _answered(foreign, own["adopted"]) if own and keeps else foreign
    return True


def _answered(question: Doc, answer: str | None) -> Doc:
    plain = {key: value for key, value in question.items() if key != "adopted"}
    return plain if answer is None else {**plain, "adopted": answer}


def _sound(norm: Norm, rule: Rule) -> bool:
    """Whether the kernel can take a rule of a mixture; whole texts have passed the checks of validation."""
    if {*rule.opens} & {*rule.closes, *rule.requires}:
        return False
    if rule.kind == "once" and rule.due_date is None:
        return False
    if rule.kind in ("report", "activity") and rule.every is None and not norm.open_parameters:
        return False
    if rule.extend is not None and (rule.term is None or _family(rule) != _unit_family(rule.extend.unit)):
        return False
    if rule.kind != "report" or rule.due is None:
        return True
    try:
        due_day(period_of(_SAMPLE, rule.every or "month"), rule.due.mapping)
    except ValueError:
        return False
    return True


def _family(rule: Rule) -> str:
    assert rule.term is not None  # the caller asks of rules with a term
    return "instant" if rule.term.amount is None else _unit_family(rule.term.amount.unit)


def _unit_family(unit: str) -> str:
    if unit in INSTANT_UNITS:
        return "instant"
    return "office" if unit == "working_hours" else "day"
