"""Terms: one unit at a time, extensions in the family of the term, office hours where they are needed."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from poryadok.norms.checks.context import Context, NormView, Path_, Problem, Variant
from poryadok.norms.layers import lay
from poryadok.norms.names import wrong_name
from poryadok.norms.vocabulary import UNIT_FAMILIES

__all__ = ["check_parameters", "check_terms"]

_PERIODS = ("day", "week", "month", "quarter", "half-year", "year")
_COMBINATIONS = 512


def _units(amount: Any) -> list[str]:
    return [unit for unit in UNIT_FAMILIES if unit in amount] if isinstance(amount, Mapping) else []


def _family(within: Any, context: Context) -> str | None:
    if not isinstance(within, Mapping):
        return None
    if within.get("field") == "due":
        return "instant"
    if "parameter" in within:
        within = (context.section("parameters").get(str(within["parameter"])) or {}).get("value")
    found = _units(within)
    return UNIT_FAMILIES[found[0]] if found else None


def check_terms(view: NormView, context: Context) -> Iterator[Problem]:
    """The checks of ``within``, ``extend`` and ``due`` over the norm and each of its variants."""
    yield from _exclusive(view)
    yield from _vague(view)
    said: set[str] = set()
    for variant in view.variants:
        found = [one for one in _variant(variant, view, context) if one.rule not in said]
        said.update(one.rule for one in found)
        yield from found


def _variant(variant: Variant, view: NormView, context: Context) -> Iterator[Problem]:
    within, extend = variant.doc.get("within"), variant.doc.get("extend")
    base = variant.path == view.path
    by = extend.get("by") if isinstance(extend, Mapping) else None
    units = _units(by)
    if isinstance(by, Mapping) and "unit" in by:
        units = [str(by["unit"])]
    ours, theirs = _family(within, context), UNIT_FAMILIES.get(units[0]) if units else None
    if ours and theirs and ours != theirs:
        args = {"norm": view.id, "term": ours, "by": theirs}
        main = (*view.path, "extend", "by") if base else variant.path
        yield Problem("term.extension-family", "critical", (main, (*view.path, "within")), args)
    if "working_hours" in (*_units(within), *units) and not context.section("office_hours"):
        main = (*view.path, "within") if base else variant.path
        yield Problem("term.no-office-hours", "critical", (main,), {"norm": view.id})
    if variant.doc.get("after_hours") == "next_working_day" and not context.section("office_hours"):
        main = (*view.path, "after_hours") if base else variant.path
        yield Problem("term.after-hours", "critical", (main,), {"norm": view.id})
    if "sample" in variant.doc and not _after_period(view.text.get("due")):
        main = (*view.path, "sample") if base else variant.path
        yield Problem("term.sample-inside", "critical", (main, view.path), {"norm": view.id}, at_key=True)
    if variant.doc.get("kind") == "report" and isinstance(variant.doc.get("due"), Mapping):
        yield from _period_due(variant.doc, (*view.path, "due") if base else (*variant.path, "due"))


def _after_period(due: Any) -> bool:
    """Whether a due day as written always lies after its period: then the report opens when that is over."""
    due = due if isinstance(due, Mapping) else {}
    return due.get("of") in ("next_month", "next_week") or due.get("year") == "next"


def _exclusive(view: NormView) -> Iterator[Problem]:
    """A term has one unit, whatever combination of answers is chosen."""
    asking = {
        key: answers
        for key, answers in view.patches.items()
        if any("within" in patch for _, patch in answers.values())
    }
    said: set[Path_] = set()
    for choice in islice(product(*(answers.values() for answers in asking.values())), _COMBINATIONS):
        within: Any = view.text.get("within")
        for _, patch in choice:
            within = lay({"within": within}, patch).get("within")
        place = next((place for place, patch in choice if "within" in patch), (*view.path, "within"))
        if isinstance(within, Mapping) and len(within) != 1 and place not in said:
            said.add(place)
            args = {"norm": view.id, "units": ", ".join(within) or "null"}
            yield Problem("term.units", "critical", (place, (*view.path, "within")), args)
    for key, body in (view.norm.get("exceptions") or {}).items():
        patch = body.get("patch") or {}
        within = lay({"within": view.text.get("within")}, patch).get("within") if "within" in patch else None
        if isinstance(within, Mapping) and len(within) != 1:
            place = (*view.path, "exceptions", key, "patch", "within")
            args = {"norm": view.id, "units": ", ".join(within) or "null"}
            yield Problem("term.units", "critical", (place, (*view.path, "within")), args)


def _vague(view: NormView) -> Iterator[Problem]:
    within = view.text.get("within")
    if not isinstance(within, Mapping) or "standard" not in within:
        return
    if not any("within" in patch for answers in view.patches.values() for _, patch in answers.values()):
        args = {"norm": view.id, "standard": str(within["standard"])}
        yield Problem("term.vague-without-question", "high", ((*view.path, "within", "standard"),), args)


def _period_due(doc: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
    due = doc["due"]
    keys = frozenset(due)
    of = due.get("of")
    fine = (
        keys in ({"end_of"}, {"parameter"}, {"month", "day"}, {"month", "day", "year"})
        or (keys == {"day", "of"} and of in ("next_month", "last_month"))
        or (keys <= {"weekday", "of"} and "weekday" in keys and of in (None, "same_week", "next_week"))
    )
    if not fine:
        yield Problem("term.period-due", "critical", (path,), {"value": ", ".join(due)})
    elif "weekday" in keys and isinstance(doc.get("every"), str) and doc["every"] != "week":
        yield Problem("term.weekday-of-week", "critical", (path,), {"every": str(doc["every"])})


_WANTED = {"within": "amount", "every": "period", "count": "integer"}


def check_parameters(context: Context) -> Iterator[Problem]:
    """Parameters that norms refer to exist, are of the right type, and hold a value of their type."""
    parameters = context.section("parameters")
    for norm_id, norm in context.section("norms").items():
        for key, wanted in _WANTED.items():
            value = norm.get(key)
            if not isinstance(value, Mapping) or "parameter" not in value:
                continue
            name, place = str(value["parameter"]), ("norms", norm_id, key, "parameter")
            if name not in parameters:
                yield Problem("reference.parameter", "critical", (place,), wrong_name(name, parameters))
            elif parameters[name].get("type") != wanted:
                args = {
                    "name": name,
                    "wanted": wanted,
                    "type": str(parameters[name].get("type")),
                }
                yield Problem("parameter.type", "critical", (place, ("parameters", name, "type")), args)
    for name, body in parameters.items():
        if "value" in body and not _fits(body["value"], str(body.get("type"))):
            args = {"name": name, "wanted": str(body.get("type"))}
            yield Problem("parameter.value", "critical", (("parameters", name, "value"),), args)


def _fits(value: Any, wanted: str) -> bool:
    if wanted == "period":
        return value in _PERIODS
    if wanted == "amount":
        return (
            isinstance(value, Mapping)
            and len(value) == 1
            and len(_units(value)) == 1
            and all(type(count) is int and count >= 0 for count in value.values())
        )
    return type(value) is int and value > 0 if wanted == "integer" else isinstance(value, str)
