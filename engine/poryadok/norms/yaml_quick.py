"""The quick walk over a text's events: the values alone, for the many texts in which nothing is wrong.

It reads what the careful walk (``yaml_walk``) reads and sees the same events. Where anything is unusual it
gives up and says nothing: what is refused, and where, is the careful walk's to tell.
"""

from collections.abc import Callable
from typing import Any

from yaml import CSafeLoader, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from poryadok.norms.yaml_walk import MAX_DEPTH, is_short, typed

__all__ = ["quick_doc"]

Next = Callable[[], Any]


class _Unsure(Exception):
    """The careful walk has to look."""


def quick_doc(text: str) -> dict[str, Any] | None:
    """The document of a text, or None where only the careful walk can tell."""
    if not is_short(text):
        return None
    try:
        following: Next = CSafeLoader(text).get_event
        for expected in (StreamStartEvent, DocumentStartEvent, MappingStartEvent):
            event = following()
            if type(event) is not expected:
                return None
        _untagged(event)
        doc = _mapping(following, 0)
        following()  # end of the document
        return doc if type(following()) is StreamEndEvent else None
    except (_Unsure, YAMLError, UnicodeEncodeError):
        return None


def _untagged(event: Any) -> None:
    if event.anchor is not None or event.tag is not None:
        raise _Unsure


def _mapping(following: Next, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    while type(key := following()) is not MappingEndEvent:
        if type(key) is not ScalarEvent or key.anchor is not None or key.tag is not None:
            raise _Unsure
        name = key.value
        if name in result or (not key.style and (name == "<<" or type(typed(name)) is not str)):
            raise _Unsure
        event = following()
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            # most values by far: spared a call
            result[name] = event.value if event.style else typed(event.value)
        else:
            result[name] = _value(following, event, depth)
    return result


def _value(following: Next, event: Any, depth: int) -> Any:
    kind = type(event)
    if kind is ScalarEvent:
        if event.anchor is not None or event.tag is not None:
            raise _Unsure
        return event.value if event.style else typed(event.value)
    if kind is AliasEvent or depth >= MAX_DEPTH - 1:
        raise _Unsure
    _untagged(event)
    if kind is MappingStartEvent:
        return _mapping(following, depth + 1)
    items: list[Any] = []
    while type(item := following()) is not SequenceEndEvent:
        items.append(_value(following, item, depth + 1))
    return items
