"""A norm of the profile language, patched by one reading, as a hashable ``Rule``.

The document is taken as valid: schema and cross checks have run before.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, cast

from poryadok.norms.holes import OPEN_KEY
from poryadok.norms.model import (
    Amount,
    Condition,
    Exception_,
    Extension,
    HeadOfSector,
    OpenParameter,
    PeriodDue,
    Rule,
    Sample,
    Term,
    Unit,
)
from poryadok.norms.patch import Document, merge

__all__ = ["clause_of", "conditions", "open_parameters", "rule", "scalar_text"]

UNITS: tuple[Unit, ...] = (
    "minutes",
    "hours",
    "working_hours",
    "days",
    "calendar_days",
    "working_days",
    "weeks",
    "months",
)
BY_NORM_KINDS = frozenset({"request", "report"})


def scalar_text(value: object) -> str:
    """The text by which a condition compares values: 3 is "3", true is "true"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def conditions(where: Document | None) -> tuple[Condition, ...]:
    """Read a ``where`` map; the result does not depend on the order of its keys."""
    found = []
    for field, wanted in sorted((where or {}).items()):
        negated = isinstance(wanted, Mapping)
        values = wanted["not"] if isinstance(wanted, Mapping) else wanted
        listed = values if isinstance(values, list | tuple) else [values]
        found.append(Condition(field, frozenset(map(scalar_text, listed)), negated))
    return tuple(found)


def _types(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(sorted(set(value)))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _parameter(value: object, parameters: Document) -> object:
    """Replace ``{parameter: id}`` by the decided value; an undecided one stays open."""
    if isinstance(value, Mapping) and "parameter" in value:
        name = str(value["parameter"])
        decided = parameters.get(name, {}).get("value")
        return OpenParameter(name) if decided is None else decided
    return value


def open_parameters(doc: Document, parameters: Document) -> tuple[str, ...]:
    """What a norm waits for, sorted: ids of undecided parameters, paths of open values (see ``holes``)."""
    found: set[str] = set(doc.get(OPEN_KEY, ()))

    def walk(value: object) -> None:
        if isinstance(_parameter(value, parameters), OpenParameter):
            found.add(str(cast(Document, value)["parameter"]))
        elif isinstance(value, Mapping):
            for inner in value.values():
                walk(inner)

    walk({key: doc.get(key) for key in ("within", "every", "due", "count", "extend", "exceptions")})
    return tuple(sorted(found))


def _term(within: object, parameters: Document) -> Term | None:
    within = _parameter(within, parameters)
    if not isinstance(within, Mapping):
        return None
    if "standard" in within:
        return Term(standard=str(within["standard"]))
    if within.get("field") == "due":
        return Term(from_event=True)
    for unit in UNITS:
        if unit in within:
            return Term(amount=Amount(unit, int(within[unit])))
    return None


def _extension(extend: Document | None) -> Extension | None:
    if not extend:
        return None
    by = extend["by"]
    if "field" in by:
        unit, count, field = cast(Unit, by["unit"]), None, str(by["field"])
    else:
        unit = next(unit for unit in UNITS if unit in by)
        count, field = int(by[unit]), None
    return Extension(_types(extend["event"]), unit, count, field, int(extend.get("times", 1)))


def _sample(sample: Document | None) -> Sample | None:
    if not sample:
        return None
    return Sample(_types(sample["of"]), int(sample["at_least"]), conditions(sample.get("where")))


def _bearer(value: object) -> str | HeadOfSector | None:
    if isinstance(value, Mapping):
        return HeadOfSector()
    return None if value is None else str(value)


def clause_of(doc: Document) -> str | None:
    """The locator of a norm's main source."""
    source: Any = doc.get("source")
    first = source[0] if isinstance(source, list) and source else source
    return first.get("locator") if isinstance(first, Mapping) else None


def rule(doc: Document, parameters: Document, *, with_exceptions: bool = True) -> Rule:
    """Compile a norm's document; ``parameters`` is the profile's section of that name."""
    kind = doc["kind"]
    due = _parameter(doc.get("due"), parameters)
    due_map = due if isinstance(due, Mapping) else {}
    every = _parameter(doc.get("every"), parameters)
    count = _parameter(doc.get("count", 1), parameters)
    if kind == "report" and not due_map:
        due_map = {"end_of": "period"}
    closes = doc.get("closes", "report.submitted" if kind == "report" else None)
    variant = partial(rule, parameters=parameters, with_exceptions=False)
    exceptions = sorted(doc.get("exceptions", {}).items()) if with_exceptions else []
    plain = {key: value for key, value in doc.items() if key != "exceptions"}
    return Rule(
        kind=kind,
        modality=doc.get("modality", "right" if kind in ("right", "power") else "duty"),
        bearer=_bearer(doc.get("bearer")),
        counterparty=doc.get("counterparty"),
        clause=clause_of(doc),
        opens=_types(doc.get("opens")),
        closes=_types(closes),
        requires=_types(doc.get("requires")),
        where=conditions(doc.get("where")),
        term=_term(doc.get("within"), parameters),
        roll=doc.get("roll", "keep"),
        day_zero=doc.get("day_zero", "exclude"),
        after_hours=doc.get("after_hours", "keep"),
        presidential_rest=doc.get("presidential_days") == "rest",
        every=every if isinstance(every, str) else None,
        due=PeriodDue(tuple(sorted(due_map.items()))) if due_map and "date" not in due_map else None,
        due_date=_day(due_map.get("date")),
        first_period=doc.get("first_period", "partial"),
        sample=_sample(doc.get("sample")),
        day_kind=doc.get("day_kind", "calendar"),
        count=count if isinstance(count, int) else 1,
        extend=_extension(doc.get("extend")),
        cancel=_types(doc.get("cancel", {}).get("event")),
        by_norm=bool(doc.get("by_norm", kind in BY_NORM_KINDS)),
        exceptions=tuple(
            Exception_(key, conditions(body.get("where")), variant(_excepted(plain, body)))
            for key, body in exceptions
        ),
    )


def _excepted(doc: Document, body: Document) -> dict[str, Any]:
    patched = merge(doc, body.get("patch", {}))
    if "source" in body:
        patched["source"] = body["source"]
    return patched
