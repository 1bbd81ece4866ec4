"""YAML text to plain data with the place of every key and value.

The document is built from libyaml's events and never composed, so that deep nesting stops at a limit instead
of exhausting the C stack. Anchors, aliases, tags and merge keys are refused. A text in which nothing is wrong
is read for its values alone; places, which few ask for, are found when the first is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from poryadok.findings import Finding, Span
from poryadok.norms.yaml_quick import quick_doc
from poryadok.norms.yaml_walk import Builder, Mark, Path_, Refused, events_of, span_at

__all__ = ["MAX_BYTES", "Mark", "Marks", "Path_", "YamlText", "load_path", "load_text", "span_at"]

MAX_BYTES = 4 * 1024 * 1024
_CHUNK = 64 * 1024


class Marks(Mapping[Path_, Mark]):
    """The marks of a text that was read for its values; the text is kept until one of them is asked for."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[Path_, Mark] | None = None

    def _all(self) -> dict[Path_, Mark]:
        if self._known is None:
            _, self._known = Builder("").build(events_of(self._text))
            self._text = ""
        return self._known

    def __getitem__(self, path: Path_) -> Mark:
        return self._all()[path]

    def __contains__(self, path: object) -> bool:
        return path in self._all()

    def __iter__(self) -> Iterator[Path_]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@dataclass(frozen=True, slots=True)
class YamlText:
    """One file: the document (a map), the marks of its paths, or what keeps it from being read.

    ``doc`` is empty when ``findings`` is not: a text that cannot be read is never half read.
    """

    file: str
    doc: dict[str, Any] = field(default_factory=dict)
    marks: Mapping[Path_, Mark] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def load_path(path: Path, file: str) -> YamlText:
    """Read a file; ``file`` is the name to show. Never raises for bad content or a missing file."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_CHUNK)
            if len(raw) == _CHUNK:  # room for the largest file is made only for a large one
                raw += stream.read(MAX_BYTES + 1 - _CHUNK)
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
    sound = quick_doc(text)
    if sound is not None:
        return YamlText(file, sound, Marks(text))
    try:
        doc, marks = Builder(file).build(events_of(text))
    except Refused as refused:
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
