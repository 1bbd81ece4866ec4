"""Event types: known ones only, none both opening and closing, and something that closes every norm."""

from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.norms.checks.context import Context, NormView, Path_, Problem
from poryadok.norms.names import wrong_name

__all__ = ["check_event_names", "check_events", "types_of"]

_CLOSED_BY = {
    "response": "closes",
    "request": "closes",
    "once": "closes",
    "activity": "closes",
    "precedence": "requires",
}
_OPENED_BY = ("response", "request", "precedence")


def types_of(value: Any) -> tuple[str, ...]:
    """The event types of ``opens`` and its like: one, or a list."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else ()


def _named(body: Mapping[str, Any], path: Path_) -> Iterator[tuple[Path_, str]]:
    for key in ("opens", "closes", "requires"):
        yield from _listed(body.get(key), (*path, key))
    for key, name in (("extend", "event"), ("cancel", "event"), ("sample", "of")):
        inner = body.get(key)
        if isinstance(inner, Mapping):
            yield from _listed(inner.get(name), (*path, key, name))


def _listed(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield (*path, str(index)), item


def check_event_names(view: NormView, context: Context) -> Iterator[Problem]:
    """Every event type that the norm or a patch of it names is in the vocabulary."""
    bodies: list[tuple[Mapping[str, Any], Path_]] = [(view.norm, view.path)]
    bodies.extend(
        ((body.get("patch") or {}), (*view.path, "exceptions", key, "patch"))
        for key, body in (view.norm.get("exceptions") or {}).items()
    )
    bodies.extend((patch, place) for answers in view.patches.values() for place, patch in answers.values())
    known = context.vocabulary.event_types
    for body, path in bodies:
        for place, name in _named(body, path):
            if name not in known:
                yield Problem("reference.event-type", "critical", (place,), wrong_name(name, known))


def check_events(view: NormView) -> Iterator[Problem]:
    """No type opens and closes at once, and each variant has what opens and what closes it."""
    said: set[str] = set()
    for variant in view.variants:
        doc = variant.doc
        kind = str(doc.get("kind"))
        opens, closing = types_of(doc.get("opens")), _CLOSED_BY.get(kind)
        for key in ("closes", "requires"):
            for name in opens:
                if name in types_of(doc.get(key)) and name not in said:
                    said.add(name)
                    place = variant.path if variant.path != view.path else (*view.path, key)
                    args = {"name": name, "norm": view.id}
                    yield Problem("norm.opens-and-closes", "critical", (place, (*view.path, "opens")), args)
        missing = [closing] if closing and not types_of(doc.get(closing)) else []
        missing += ["opens"] if kind in _OPENED_BY and not opens else []
        for key in missing:
            rule = "norm.nothing-opens" if key == "opens" else "norm.nothing-closes"
            yield Problem(
                rule, "critical", (variant.path, view.path), {"norm": view.id, "key": key}, at_key=True
            )
