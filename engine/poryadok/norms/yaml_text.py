"""YAML text to plain data with the place of every key and value.

One pass over libyaml's event stream: the document is built from events and never composed, so that deep
nesting stops at a limit instead of exhausting the C stack. Scalars are typed by a resolver of our own:
``yes``, ``12:30``, ``010`` and ``2024-04-27`` stay text. Anchors, aliases, tags and merge keys are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from poryadok.findings import Finding, Span

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Mark", "YamlText", "load_path", "load_text", "span_at"]

MAX_DEPTH = 64
MAX_BYTES = 4 * 1024 * 1024
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


@dataclass(frozen=True, slots=True)
class YamlText:
    """One file: the document (a map), the marks of its paths, or what keeps it from being read.

    ``doc`` is empty when ``findings`` is not: a text that cannot be read is never half read.
    """

    file: str
    doc: dict[str, Any] = field(default_factory=dict)
    marks: dict[Path_, Mark] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class _Refused(Exception):
    """Carries a finding out of the builder."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def load_path(path: Path, file: str) -> YamlText:
    """Read a file; ``file`` is the name to show. Never raises for bad content or a missing file."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        rule = "file.missing" if isinstance(error, FileNotFoundError) else "file.unreadable"
        return _failed(file, rule, 0, 0, reason=error.strerror or type(error).__name__)
    if len(raw) > MAX_BYTES:
        return _failed(file, "yaml.too-large", 0, 0, limit=MAX_BYTES // 1024 // 1024)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return _failed(file, "yaml.not-utf8", line, column, byte=f"0x{raw[error.start]:02X}")
    return load_text(text, file)


def load_text(text: str, file: str) -> YamlText:
    """Read YAML text; see the module's docstring for what is refused."""
    text = text.removeprefix("\ufeff")
    try:
        doc, marks = _Builder(file).build(_events(text))
    except _Refused as refused:
        return YamlText(file, findings=(refused.finding,))
    except yaml.reader.ReaderError as error:
        place = _place(text, error.position)
        return _failed(file, "yaml.control-character", *place, code=f"U+{_code(error.character):04X}")
    except yaml.MarkedYAMLError as error:
        rule = _syntax_rule(text, error)
        # what is left open is best shown where it was opened
        opened = rule in ("yaml.open-quote", "yaml.open-bracket")
        mark = (error.context_mark if opened else error.problem_mark) or error.context_mark
        return _failed(file, rule, *((mark.line + 1, mark.column + 1) if mark else (0, 0)))
    except yaml.YAMLError:
        return _failed(file, "yaml.syntax", 0, 0)
    return YamlText(file, doc, marks)


def span_at(file: str, mark: Mark | None, *, key: bool = False) -> Span:
    """The span of a value, or of its key."""
    if mark is None:
        return Span(file)
    if key:
        return Span(file, mark.line, mark.column, mark.key_length)
    return Span(file, mark.value_line, mark.value_column, mark.length)


def _events(text: str) -> Iterator[Any]:
    # surrogate halves, which a text may hold but a file may not, cannot be encoded for libyaml
    safe = _SURROGATE.sub("\ufffd", text)
    return iter(yaml.parse(safe, Loader=yaml.CSafeLoader))


def _failed(file: str, rule: str, line: int, column: int, **args: str | int) -> YamlText:
    return YamlText(file, findings=(Finding(rule, "critical", (), (Span(file, line, column),), args),))


def _code(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")


def _place(text: str, position: int) -> tuple[int, int]:
    # libyaml counts bytes here, PyYAML's own reader characters; the first bad character decides
    for index, char in enumerate(text):
        if not (char in "\t\n\r\x85" or " " <= char <= "~" or char >= "\xa0") or char in "\ufffe\uffff":
            position = index
            break
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _syntax_rule(text: str, error: yaml.MarkedYAMLError) -> str:
    """Name the usual slips. libyaml's words choose only the rule's name, never the place."""
    context, problem = error.context or "", error.problem or ""
    lines = text.splitlines()
    line = error.problem_mark.line if error.problem_mark else len(lines)
    shown = lines[line] if line < len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "yaml.tab"
    for words, rule in (
        ("quoted scalar", "yaml.open-quote"),
        ("flow mapping", "yaml.open-bracket"),
        ("flow sequence", "yaml.open-bracket"),
    ):
        if words in context and "end of stream" in f"{problem} {shown or 'end of stream'}":
            return rule
    return "yaml.colon" if "mapping values are not allowed" in problem else "yaml.syntax"


class _Builder:
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
    ) -> _Refused:
        if event is None:
            spans = [Span(self.file)]
        else:
            start, end = event.start_mark, event.end_mark
            length = max(1, end.index - start.index) if end.line == start.line else 1
            spans = [Span(self.file, start.line + 1, start.column + 1, length)]
        if first is not None:
            spans.append(span_at(self.file, first, key=True))
        return _Refused(Finding(rule, "critical", path, tuple(spans), args))

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
        if not event.style and not isinstance(_resolve(text), str):
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
            return _resolve(event.value) if not event.style and event.implicit[0] else event.value
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, path)
        self.check(event, path)
        items: list[Any] = []
        while not isinstance(item := self.step(), yaml.SequenceEndEvent):
            items.append(self.value(item, (*path, str(len(items))), None))
        return items


def _resolve(text: str) -> Any:
    """Type a plain scalar: null, true, false, decimal integers and fractions; all else is text."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in "-0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
