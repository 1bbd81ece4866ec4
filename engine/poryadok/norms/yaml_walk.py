"""The careful walk over a text's events: the document, the place of every path, or what is refused.

Scalars are typed by a resolver of our own: ``yes``, ``12:30``, ``010`` and ``2024-04-27`` stay text.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from poryadok.findings import Finding, Span

__all__ = [
    "MAX_DEPTH",
    "MAX_EVENTS",
    "Builder",
    "Mark",
    "Path_",
    "Refused",
    "events_of",
    "is_short",
    "span_at",
    "typed",
]

MAX_DEPTH = 64
MAX_EVENTS = 1_000_000

Path_ = tuple[str, ...]

_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Mark(NamedTuple):
    """Where a key and its value stand; 1-based, in characters. List items have no key: one place."""

    line: int
    column: int
    value_line: int
    value_column: int
    key_length: int
    length: int


class Refused(Exception):
    """Carries a finding out of a builder."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def span_at(file: str, mark: Mark | None, *, key: bool = False) -> Span:
    """The span of a value, or of its key."""
    if mark is None:
        return Span(file)
    if key:
        return Span(file, mark.line, mark.column, mark.key_length)
    return Span(file, mark.value_line, mark.value_column, mark.length)


def is_short(text: str) -> bool:
    """Tell whether a text cannot come to too many values, so that nobody has to count them.

    No text has more than four events a character: ``:,`` in brackets is a map of two empty values.
    """
    return len(text) * 4 <= MAX_EVENTS


def events_of(text: str) -> Iterator[Any]:
    """The events of a text, as libyaml finds them."""
    # surrogate halves, which a text may hold but a file may not, cannot be encoded for libyaml
    safe = _SURROGATE.sub("\ufffd", text)
    return iter(yaml.parse(safe, Loader=yaml.CSafeLoader))


class Builder:
    """Builds one document from events, keeping a mark for each path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Path_, Mark] = {}
        self.events: Iterator[Any] = iter(())
        self.count = 0

    def build(self, events: Iterator[Any]) -> tuple[dict[str, Any], dict[Path_, Mark]]:
        self.events = events
        next(events)  # start of the stream
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            raise self.refuse("yaml.empty", None)
        root = next(events)
        if not isinstance(root, yaml.MappingStartEvent):
            empty = isinstance(root, yaml.ScalarEvent) and root.implicit[0] and root.value == ""
            raise self.refuse("yaml.empty" if empty else "yaml.not-a-map", root)
        doc = self.mapping(root, ())
        next(events)  # end of the document
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refuse("yaml.many-documents", after)
        self.marks[()] = Mark(1, 1, 1, 1, 1, 1)
        return doc, self.marks

    def refuse(
        self, rule: str, event: Any, path: Path_ = (), first: Mark | None = None, **args: str | int
    ) -> Refused:
        if event is None:
            spans = [Span(self.file)]
        else:
            start, end = event.start_mark, event.end_mark
            length = max(1, end.index - start.index) if end.line == start.line else 1
            spans = [Span(self.file, start.line + 1, start.column + 1, length)]
        if first is not None:
            spans.append(span_at(self.file, first, key=True))
        return Refused(Finding(rule, "critical", path, tuple(spans), args))

    def step(self) -> Any:
        self.count += 1
        event = next(self.events)
        if self.count > MAX_EVENTS:
            raise self.refuse("yaml.too-many-values", event, limit=MAX_EVENTS)
        return event

    def check(self, event: Any, path: Path_) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse("yaml.alias", event, path, name=str(event.anchor))
        if getattr(event, "anchor", None) is not None:
            raise self.refuse("yaml.anchor", event, path, name=str(event.anchor))
        if getattr(event, "tag", None) is not None:
            raise self.refuse("yaml.tag", event, path, name=str(event.tag))
        if len(path) > MAX_DEPTH:
            raise self.refuse("yaml.too-deep", event, path[:3], limit=MAX_DEPTH)

    def mapping(self, opened: Any, path: Path_) -> dict[str, Any]:
        self.check(opened, path)
        result: dict[str, Any] = {}
        while True:
            key = self.step()
            if isinstance(key, yaml.MappingEndEvent):
                return result
            name = self.key(key, path)
            here = (*path, name)
            if name in result:
                raise self.refuse("yaml.duplicate-key", key, here, self.marks[here], key=name)
            result[name] = self.value(self.step(), here, key)

    def key(self, event: Any, path: Path_) -> str:
        self.check(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise self.refuse("yaml.key-not-text", event, path)
        text: str = event.value
        if not event.style and not isinstance(typed(text), str):
            raise self.refuse("yaml.key-not-text", event, path)
        if text == "<<" and not event.style:
            raise self.refuse("yaml.merge-key", event, path)
        return text

    def value(self, event: Any, path: Path_, key: Any) -> Any:
        start, end, named = event.start_mark, event.end_mark, (key or event).start_mark
        length = max(1, end.index - start.index) if end.line == start.line else 1
        key_length = max(1, key.end_mark.index - named.index) if key is not None else length
        self.marks[path] = Mark(
            named.line + 1, named.column + 1, start.line + 1, start.column + 1, key_length, length
        )
        if isinstance(event, yaml.ScalarEvent):
            self.check(event, path)
            return typed(event.value) if not event.style and event.implicit[0] else event.value
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, path)
        self.check(event, path)
        items: list[Any] = []
        while not isinstance(item := self.step(), yaml.SequenceEndEvent):
            items.append(self.value(item, (*path, str(len(items))), None))
        return items


def typed(text: str) -> Any:
    """Type a plain scalar: null, true, false, decimal integers and fractions; all else is text."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in "-0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
