"""Calendar files: strict YAML with line numbers, one record a day. Days are not compared here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from .days import Kind

__all__ = ["CalendarError", "Entry", "Head", "Problem", "YearFile", "read_head", "read_year"]

_DEPTH = 16
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TAG = "tag:yaml.org,2002:"
_YEAR_KEYS = {"format", "calendar", "year", "acts", "days"}
_HEAD_KEYS = {"format", "calendar", "title", "base", "yearly"}
_DAY_KEYS = {"kind", "shortened", "presidential", "instead_of", "act", "reason"}
_KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a calendar file. ``line`` is 1-based, 0 for the whole file; ``text`` is Russian."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


class CalendarError(ValueError):
    """Calendar data is wrong; ``problems`` holds everything that was found, in order of place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Entry:
    """One day as written. ``act`` is the full name of the act; ``reason`` replaces the usual wording."""

    line: int
    kind: Kind | None
    shortened: bool
    presidential: bool
    instead_of: date | None
    act: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class YearFile:
    """One file, one year of one calendar."""

    file: str
    year: int
    days: dict[date, Entry]


@dataclass(frozen=True, slots=True)
class Head:
    """``_calendar.yaml`` of an overlay: what it adds to, and whether each year needs a file of its own."""

    file: str
    base: str
    yearly: bool


class _Loader(yaml.CSafeLoader):
    """Plain scalars are null, true, false, decimal integers or text; dates stay text."""


_Loader.yaml_implicit_resolvers = {}
for _name, _form, _first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^(?:0|[1-9][0-9]*)$", list("0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(_form), _first)


class _Reader:
    """Walks the nodes of one file and gathers problems."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, node: yaml.Node | None, text: str) -> None:
        line = node.start_mark.line + 1 if node is not None else 0
        self.problems.append(Problem(str(self.path), line, text))

    def root(self) -> yaml.MappingNode | None:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.wrong(None, "файл не читается как текст UTF-8")
            return None
        try:
            if not self._shape_is_plain(text):
                return None
            node = yaml.compose(text, _Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.problems.append(Problem(str(self.path), line, "запись не соответствует правилам YAML"))
            return None
        except yaml.YAMLError:
            self.wrong(None, "запись не соответствует правилам YAML")
            return None
        if isinstance(node, yaml.MappingNode):
            return node
        self.wrong(node, "ожидается запись вида «ключ: значение»")
        return None

    def _shape_is_plain(self, text: str) -> bool:
        """Refuse deep nesting and aliases before libyaml composes: it crashes the process on the former."""
        depth = 0
        for event in yaml.parse(text, _Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEPTH or isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 0
                text = (
                    "слишком глубокая вложенность" if depth > _DEPTH else "ссылки YAML (*имя) не допускаются"
                )
                self.problems.append(Problem(str(self.path), line, text))
                return False
        return True

    def items(self, node: yaml.Node, allowed: set[str] | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield (key, key node, value node) of a mapping; repeated and unknown keys are problems."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "ожидается запись вида «ключ: значение»")
            return
        seen = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None:
                self.wrong(key, "ключ должен быть строкой")
            elif name in seen:
                self.wrong(key, f"ключ «{name}» повторяется")
            elif allowed is not None and name not in allowed:
                self.wrong(key, f"неизвестный ключ «{name}», ожидается: {', '.join(sorted(allowed))}")
            else:
                seen.add(name)
                yield name, key, value

    def scalar(self, node: yaml.Node, tag: str, expected: str) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.tag == _TAG + tag:
            return str(node.value)
        self.wrong(node, f"ожидается {expected}")
        return None

    def boolean(self, node: yaml.Node) -> bool:
        return self.scalar(node, "bool", "true или false") == "true"

    def date(self, node: yaml.Node) -> date | None:
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        match = _DATE.fullmatch(text)
        try:
            if match:
                return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
        self.wrong(node, f"«{text}» не дата, ожидается ГГГГ-ММ-ДД")
        return None

    def expect(self, parts: dict[str, yaml.Node], name: str, value: str, root: yaml.Node) -> None:
        """Demand that ``name`` is there and says ``value``."""
        node = parts.get(name)
        if node is None:
            self.wrong(root, f"нет ключа «{name}»")
        elif not isinstance(node, yaml.ScalarNode) or node.value != value:
            self.wrong(node, f"«{name}» должно быть {value}")

    def done(self) -> None:
        if self.problems:
            raise CalendarError(self.problems)


def read_head(path: Path, calendar: str) -> Head:
    """Read ``_calendar.yaml`` of the overlay ``calendar``. Raises CalendarError."""
    reader = _Reader(path)
    root = reader.root()
    base, yearly = "", False
    if root is not None:
        parts = {name: value for name, _, value in reader.items(root, _HEAD_KEYS)}
        reader.expect(parts, "format", "1", root)
        reader.expect(parts, "calendar", calendar, root)
        if "base" in parts:
            base = reader.scalar(parts["base"], "str", "имя календаря") or ""
        else:
            reader.wrong(root, "нет ключа «base»")
        if "yearly" in parts:
            yearly = reader.boolean(parts["yearly"])
    reader.done()
    return Head(str(path), base, yearly)


def read_year(path: Path, calendar: str, year: int) -> YearFile:
    """Read one year of ``calendar``. Raises CalendarError with everything that is wrong in the file."""
    reader = _Reader(path)
    root = reader.root()
    days: dict[date, Entry] = {}
    if root is not None:
        parts = {name: value for name, _, value in reader.items(root, _YEAR_KEYS)}
        reader.expect(parts, "format", "1", root)
        reader.expect(parts, "calendar", calendar, root)
        reader.expect(parts, "year", str(year), root)
        acts = {}
        for name, _, value in reader.items(parts["acts"], None) if "acts" in parts else ():
            acts[name] = reader.scalar(value, "str", "название акта") or ""
        if "days" not in parts:
            reader.wrong(root, "нет ключа «days»")
        for _, key, value in reader.items(parts["days"], None) if "days" in parts else ():
            day = reader.date(key)
            entry = _entry(reader, key, value, acts)
            if day is not None and day.year != year:
                reader.wrong(key, f"день не из {year} года")
            elif day is not None:
                days[day] = entry
    reader.done()
    return YearFile(str(path), year, days)


def _entry(reader: _Reader, key: yaml.Node, node: yaml.Node, acts: dict[str, str]) -> Entry:
    found: dict[str, Any] = {}
    for name, _, value in reader.items(node, _DAY_KEYS):
        if name in ("shortened", "presidential"):
            found[name] = reader.boolean(value)
        elif name == "instead_of":
            found[name] = reader.date(value)
        else:
            found[name] = reader.scalar(value, "str", "текст")
    kind = found.get("kind")
    if kind is not None and kind not in _KINDS:
        reader.wrong(node, f"«{kind}» не вид дня, ожидается: {', '.join(_KINDS)}")
    act = found.get("act")
    if act is None:
        reader.wrong(key, "не назван акт («act»)")
    elif act not in acts:
        reader.wrong(node, f"акт «{act}» не описан в «acts»")
    if not {"kind", "shortened", "presidential"} & found.keys():
        reader.wrong(key, "запись не говорит, чем день отличается: нужен kind, shortened или presidential")
    return Entry(
        line=key.start_mark.line + 1,
        kind=kind,
        shortened=bool(found.get("shortened")),
        presidential=bool(found.get("presidential")),
        instead_of=found.get("instead_of"),
        act=acts.get(act or "", ""),
        reason=found.get("reason"),
    )
