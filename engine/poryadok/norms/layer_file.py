"""One layer file: read, checked on its own, and turned into a ``Layer``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from poryadok.findings import Finding
from poryadok.norms.holes import find_holes
from poryadok.norms.layers import CONTENT, RANKS, Layer
from poryadok.norms.schema import check_layer
from poryadok.norms.yaml_text import YamlText, load_path, span_at

__all__ = ["check_format", "read_layer"]

FORMAT = 1


def read_layer(path: Path, file: str, ref: str) -> Layer:
    """Read a layer file. What is wrong stands in ``findings``; a broken part is left out, never guessed."""
    text = load_path(path, file)
    if text.findings:
        return _layer(text, ref, path.stem, text.findings)
    future = check_format(text)
    if future:
        return _layer(YamlText(file, {}, text.marks), ref, path.stem, tuple(future))
    findings = list(check_layer(text))
    findings.extend(_dates(text))
    return _layer(text, ref, path.stem, tuple(findings))


def check_format(text: YamlText) -> list[Finding]:
    """A file of a format that is not known yet."""
    version = text.doc.get("format")
    if type(version) is not int or version <= FORMAT:
        return []
    span = span_at(text.file, text.marks.get(("format",)))
    args = {"format": version, "known": FORMAT}
    return [Finding("format.future", "critical", ("format",), (span,), args)]


def _dates(text: YamlText) -> list[Finding]:
    first, last = _days(text.doc.get("in_force"))
    if first is None or last is None or first <= last:
        return []
    spans = tuple(span_at(text.file, text.marks.get(("in_force", key))) for key in ("to", "from"))
    args = {"first": first.isoformat(), "last": last.isoformat()}
    return [Finding("in-force.reversed", "critical", ("in_force",), spans, args)]


def _layer(text: YamlText, ref: str, stem: str, findings: tuple[Finding, ...]) -> Layer:
    doc = text.doc
    rank, extends, bounds, name = doc.get("rank"), doc.get("extends"), doc.get("bounds"), doc.get("id")
    first, last = _days(doc.get("in_force"))
    for_id = doc.get("for")
    content = {key: doc[key] for key in CONTENT if key in doc}
    return Layer(
        file=text.file,
        ref=ref,
        id=name if isinstance(name, str) else stem,
        rank=rank if isinstance(rank, str) and rank in RANKS else "municipality",
        title=str(doc.get("title") or name or stem),
        for_id=for_id if isinstance(for_id, str) else None,
        first=first,
        last=last if first is None or last is None or first <= last else None,
        extends=tuple(x for x in extends if isinstance(x, str)) if isinstance(extends, list) else (),
        bounds=bounds if isinstance(bounds, Mapping) else {},
        content=content,
        marks=text.marks,
        findings=findings,
        holes=tuple(find_holes(content)),
    )


def _days(in_force: Any) -> tuple[date | None, date | None]:
    if not isinstance(in_force, Mapping):
        return None, None
    return _day(in_force.get("from")), _day(in_force.get("to"))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
