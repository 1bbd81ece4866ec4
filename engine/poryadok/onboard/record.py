"""Recording fingerprints: written into the layer files in place, comments and order kept."""

import copy
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import YAMLError

from poryadok.findings import Finding, Span
from poryadok.norms.resolved import VersionDoc
from poryadok.norms.yaml_text import YamlText, load_text
from poryadok.onboard.coverage import Coverage

__all__ = ["Change", "changes", "recorded_text"]

# layers that speak of one municipality's act; a family's sources are not one act's
_RANKS = frozenset({"municipality", "amendment", "decision", "what-if"})

_Values = dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Change:
    """A layer file, by the name shown for it, and the fingerprints to set: path of the source -> digest."""

    file: str
    values: Mapping[tuple[str, ...], str]


def changes(coverage: Coverage, version: VersionDoc) -> list[Change]:
    """What has to be written so that each source of a norm carries its clause's fingerprint."""
    files: dict[str, _Values] = {}
    for one in coverage.bindings:
        clause = coverage.act.clauses.get(one.locator)
        if clause is None or one.path[0] != "norms" or not _is_source(one.path):
            continue
        layer = version.origins.layer((*one.path, "locator"))
        if layer is None or layer.rank not in _RANKS or one.recorded == clause.fingerprint:
            continue
        files.setdefault(layer.file, {})[one.path] = clause.fingerprint
    return [Change(file, values) for file, values in sorted(files.items())]


def recorded_text(change: Change, raw: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """The file with the fingerprints set.

    The result is read back by the project's own loader: unless it says exactly what the file said before,
    the fingerprints aside, and keeps every comment, there is a finding and nothing to write.
    """
    mark = b"\xef\xbb\xbf"
    text = raw.removeprefix(mark).decode("utf-8")
    try:
        new = _edited(text.replace("\r\n", "\n"), change.values)
    except (YAMLError, LookupError, TypeError):
        return b"", (_refused(change),)
    if "\r\n" in text:
        new = new.replace("\n", "\r\n")
    before, after = load_text(text, change.file), load_text(new, change.file)
    if after.findings or after.doc != _expected(before, change.values) or _comments(new) != _comments(text):
        return b"", (_refused(change),)
    return (mark if raw.startswith(mark) else b"") + new.encode(), ()


def _refused(change: Change) -> Finding:
    return Finding("trace.would-change", "critical", (), (Span(change.file),))


def _is_source(path: tuple[str, ...]) -> bool:
    return "source" in path[2:] and path[-1 if not path[-1].isdigit() else -2] == "source"


def _edited(text: str, values: Mapping[tuple[str, ...], str]) -> str:
    """The text with the values set; lists are indented as the file does it. Raises YAMLError."""
    from ruamel.yaml import YAML

    made = []
    for offset in (2, 0):
        editor = YAML(typ="rt")
        editor.preserve_quotes = True
        editor.width = 1_000_000
        editor.indent(mapping=2, sequence=2 + offset, offset=offset)
        doc: Any = editor.load(text)
        untouched = _dumped(editor, doc)
        for path, value in values.items():
            _set(_at(doc, path), value)
        made.append(_dumped(editor, doc))
        if untouched == text:
            return made[-1]
    return made[0]


def _set(source: Any, value: str) -> None:
    """Set the fingerprint; comments on the lines below a source stay below it."""
    last = next(reversed(source))
    notes = source.ca.items.get(last)
    if "fingerprint" not in source and notes and notes[2] is not None:
        own, end, below = notes[2].value.partition("\n")
        if below.strip() or not own:
            moved = copy.copy(notes[2])
            moved.value = end + below
            source.ca.items["fingerprint"] = [None, None, moved, None]
            notes[2].value = own + end
            if not own:
                del source.ca.items[last]
    source["fingerprint"] = value


def _dumped(editor: Any, doc: Any) -> str:
    stream = io.StringIO()
    editor.dump(doc, stream)
    return stream.getvalue()


def _expected(before: YamlText, values: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    doc = copy.deepcopy(before.doc)
    for path, value in values.items():
        _at(doc, path)["fingerprint"] = value
    return doc


def _at(doc: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        doc = doc[int(key)] if isinstance(doc, list) else doc[key]
    return doc


def _comments(text: str) -> list[str]:
    """The comments in their order: whole lines, and what follows a value."""
    found = []
    for line in text.splitlines():
        _, sign, words = f" {line}".partition(" #")
        if sign:
            found.append(words.strip())
    return found
