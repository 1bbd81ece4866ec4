"""Why a record is kept aside: all reasons, one for each field. Slow and exact; only bad rows come here."""

import difflib
import json
from collections.abc import Mapping
from typing import Any, Final

import cerberus
from cerberus import errors

from poryadok.log.canonical import canonical_one
from poryadok.log.judge import AMOUNT_LIMIT
from poryadok.log.periods import granularity_of
from poryadok.log.record import FIELDS, REQUIRED, Rejection
from poryadok.log.rules import MunicipalityRules
from poryadok.log.tables import Tables, faults_of
from poryadok.log.times import NAIVE, is_date, is_far, is_instant, matches

__all__ = ["Explainer"]

_CUT: Final = 120
_NAMES_TRIED: Final = 500
"""Distinct unknown names for which a near one is looked up; a file of nothing but garbage must stay cheap."""

_SCHEMA: Final[dict[str, dict[str, Any]]] = {
    name: {
        "type": "dict" if name == "data" else "string",
        "required": name in REQUIRED,
    }
    for name in FIELDS
} | {
    "time": {"type": "string", "required": True, "check_with": "instant"},
    "recorded": {"type": "string", "check_with": "instant"},
    "due": {"type": "string", "check_with": "due"},
    "type": {"type": "string", "required": True, "check_with": "kind"},
    "municipality": {"type": "string", "required": True, "check_with": "municipality"},
    "norm": {"type": "string", "check_with": "norm"},
    "period": {"type": "string", "check_with": "period"},
    "data": {"type": "dict", "check_with": "data"},
}


class _Validator(cerberus.Validator):  # type: ignore[misc]
    """One record against the vocabulary and the profiles. A message is `reason|what was expected`."""

    event_types: frozenset[str]
    municipalities: Mapping[str, MunicipalityRules]
    norms: frozenset[str]

    def _check_with_instant(self, field: str, value: str) -> None:
        if not is_instant(value):
            self._error(field, _instant_reason(value))

    def _check_with_due(self, field: str, value: str) -> None:
        if not (is_instant(value) or is_date(value)):
            self._error(field, _instant_reason(value, "bad-due"))

    def _check_with_kind(self, field: str, value: str) -> None:
        if value not in self.event_types:
            self._error(field, "unknown-type|")

    def _check_with_municipality(self, field: str, value: str) -> None:
        if value not in self.municipalities:
            self._error(field, "unknown-municipality|")

    def _check_with_norm(self, field: str, value: str) -> None:
        # Without a known municipality only a norm that no profile knows can be called unknown.
        if value not in self.norms:
            self._error(field, "unknown-norm|")

    def _check_with_period(self, field: str, value: str) -> None:
        if granularity_of(value) is None:
            self._error(field, "bad-period|")

    def _check_with_data(self, field: str, value: Mapping[str, Any]) -> None:
        if canonical_one(json.dumps(value, ensure_ascii=False)) is None:
            self._error(field, "bad-data|")


def _instant_reason(value: str, otherwise: str = "bad-time") -> str:
    if matches(NAIVE, value):
        return "naive-time|"
    return "time-out-of-range|" if is_far(value) else f"{otherwise}|"


class Explainer:
    """Explains bad records one by one; keeps the near names that it has found."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._validator = _Validator(_SCHEMA)
        self._validator.event_types = frozenset(tables.rules.event_types)
        self._validator.municipalities = tables.rules.municipalities
        self._validator.norms = frozenset(tables.norms.categories.to_list())
        self._near: dict[tuple[str, str, int], str] = {}

    def explain(
        self, file: str, line: int, record: Mapping[str, Any], unread: str | None = None
    ) -> list[Rejection]:
        """Return all reasons against one record; `invalid-record` stands in if none is found.

        record: as decoded from JSON, or a row of a table. unread: the text of a table's `data` that is no
        object; `data` is then left out of the record.
        """
        found: list[tuple[str, str, str]] = []
        known = {name: value for name, value in record.items() if name in FIELDS}
        given = {
            name: value
            for name, value in known.items()
            if value is not None and (value != "" or name == "data")
        }
        self._validator.validate(given, normalize=False)
        for error in self._validator._errors:
            field = str(error.document_path[0])
            found.append(self._reason(field, error))
        if unread is not None:
            found.append(("data", "bad-data", ""))
        found += [(name, "unknown-field", "") for name in record if name not in FIELDS]
        if not any(reason in ("wrong-type", "missing-field") for _, reason, _ in found):
            faulty = {field for field, _, _ in found}
            found += [one for one in self._by_rules(given, faulty) if one[0] not in faulty]
        identity = record.get("id")
        name = identity if isinstance(identity, str) and identity else None
        if not found:
            found = [("", "invalid-record", "")]
        unique = list(dict.fromkeys(found))
        order = {field: at for at, field in enumerate(FIELDS)}
        unique.sort(key=lambda one: (order.get(one[0], len(order)), one))
        return [
            Rejection(
                file,
                line,
                field,
                reason,
                _text(unread if field == "data" and unread is not None else record.get(field)),
                name,
                expected=expected,
                nearest=self._nearest(field, reason, record),
            )
            for field, reason, expected in unique
        ]

    def _reason(self, field: str, error: errors.ValidationError) -> tuple[str, str, str]:
        if error.code == errors.CUSTOM.code:
            reason, _, expected = str(error.info[0]).partition("|")
            return field, reason, expected
        if error.code == errors.BAD_TYPE.code:
            return field, "wrong-type", "object" if field == "data" else "string"
        return field, "missing-field", ""

    def _by_rules(self, record: Mapping[str, Any], faulty: set[str]) -> list[tuple[str, str, str]]:
        """Judge what depends on type, municipality and norm; both names must be known."""
        if faulty & {"type", "municipality"}:
            return []
        one = self._tables.rules.municipalities[record["municipality"]]
        kind = record["type"]
        norm = None if "norm" in faulty else record.get("norm")
        period = None if "period" in faulty else record.get("period")
        found = faults_of(
            one, kind, norm, bool(record.get("case")), granularity_of(period) if period else None
        )
        field = one.carried.get(kind)
        if field is not None and not _amount_fits(record.get("data"), field):
            found.append(("data", "bad-amount", f"data.{field}"))
        return found

    def _nearest(self, field: str, reason: str, record: Mapping[str, Any]) -> str:
        if reason == "unknown-field":
            return self._near_name(field, "field", -1, FIELDS)
        value = record.get(field)
        if not isinstance(value, str):
            return ""
        if reason == "unknown-type":
            return self._near_name(value, "type", -1, self._tables.rules.event_types)
        if reason == "unknown-municipality":
            return self._near_name(value, "municipality", -1, self._tables.rules.municipalities)
        if reason == "unknown-norm":
            place = record.get("municipality")
            one = self._tables.rules.municipalities.get(place) if isinstance(place, str) else None
            if one is None:
                return self._near_name(value, "norm", -1, self._tables.norms.categories.to_list())
            return self._near_name(value, "norm", id(one.norms), one.norms)
        return ""

    def _near_name(self, value: str, what: str, scope: int, names: Any) -> str:
        key = (value, what, scope)
        if key not in self._near:
            if len(self._near) >= _NAMES_TRIED:
                return ""
            near = difflib.get_close_matches(value[:_CUT], list(names), 1, 0.6)
            self._near[key] = near[0] if near else ""
        return self._near[key]


def _amount_fits(data: Any, field: str) -> bool:
    for part in field.split("."):
        data = data.get(part) if isinstance(data, Mapping) else None
    if isinstance(data, float) and data.is_integer():
        data = int(data)
    text = str(data) if isinstance(data, int | str) and not isinstance(data, bool) else ""
    return (
        text.isascii() and text.isdigit() and text[0] != "0" and len(text) < 6 and int(text) <= AMOUNT_LIMIT
    )


def _text(value: object) -> str:
    """The offending text, cut; nothing that could not be printed."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = text.encode(errors="backslashreplace").decode()
    return text if len(text) <= _CUT else text[:_CUT] + "…"
