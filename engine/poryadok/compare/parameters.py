"""What is each municipality's own and no difference in law: names, zone, number and date of the act."""

from collections.abc import Mapping
from typing import Any

from poryadok.compare.facts import plain
from poryadok.compare.model import Parameter

__all__ = ["own_parameters"]

_MUNICIPALITY = ("name", "full_name", "kind", "region", "timezone", "calendar")
_ACT = ("kind", "number", "date", "issuer", "title", "document")


def own_parameters(a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """The own values of two resolved documents that differ, in a fixed order: municipality, act, parties."""
    one, other = _own(a), _own(b)
    parties = sorted({path for path in (*one, *other) if path.startswith("parties/")})
    order = [path for path in (*one, *other) if not path.startswith("parties/")]
    found = []
    for path in dict.fromkeys((*order, *parties)):
        if path.startswith("parties/") and not (path in one and path in other):
            continue  # a party that one act alone names is seen where a norm, role or sector names it
        if one.get(path) != other.get(path):
            found.append(Parameter(path, one.get(path), other.get(path)))
    return tuple(found)


def _own(doc: Mapping[str, Any]) -> dict[str, Any]:
    municipality, act = doc.get("municipality") or {}, doc.get("act") or {}
    found = {f"municipality/{name}": plain(municipality.get(name)) for name in _MUNICIPALITY}
    found["municipality/calendar"] = found["municipality/calendar"] or "ru"
    found |= {f"act/{name}": plain(act.get(name)) for name in _ACT}
    published = act.get("publication") or {}
    found["act/publication"] = [str(published[key].get("title") or key) for key in sorted(published)] or None
    parties = doc.get("parties") or {}
    return found | {f"parties/{key}/title": (body or {}).get("title") for key, body in parties.items()}
