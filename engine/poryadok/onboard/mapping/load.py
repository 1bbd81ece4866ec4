"""Mapping files: found by id or path, read with places, checked, all mistakes at once."""

import hashlib
from collections.abc import Collection, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from poryadok.findings import Finding, Span, in_order
from poryadok.log.mapping.model import Mapping
from poryadok.norms.files import shown
from poryadok.norms.names import wrong_name
from poryadok.norms.schema import check_file
from poryadok.norms.yaml_text import YamlText, load_path
from poryadok.onboard.mapping.build import build
from poryadok.onboard.mapping.checks import cross_check
from poryadok.onboard.mapping.holes import UNDECIDED, holes

__all__ = ["UNDECIDED", "LoadedMapping", "load_mapping", "mapping_files", "mapping_path"]

_FORM: Final = ("mapping", "")


@dataclass(frozen=True)
class LoadedMapping:
    """A mapping file as read: the mapping, or what is wrong with it."""

    path: Path
    text: YamlText
    mapping: Mapping | None
    findings: tuple[Finding, ...] = ()


def mapping_files(roots: Sequence[Path]) -> dict[str, Path]:
    """The mappings below the roots (the caller's first) by id, which is the file's name."""
    found: dict[str, Path] = {}
    for root in roots:
        for path in sorted(root.glob("mappings/*.yaml")):
            found.setdefault(path.stem, path)
    return found


def mapping_path(name: str, roots: Sequence[Path]) -> Path | Finding:
    """The file of a mapping named by its id, or by a path."""
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(name)
    files = mapping_files(roots)
    if name in files:
        return files[name]
    return Finding("mapping.unknown", "critical", (), (), wrong_name(name, files))


def load_mapping(
    path: Path, event_types: Collection[str], places: Collection[str] | None = None
) -> LoadedMapping:
    """Read a mapping file. Never raises for what it holds.

    event_types: those of the vocabulary; places: the ids of known profiles, None where they do not matter.
    """
    name = shown(path)
    text = load_path(path, name)
    if text.findings:
        return LoadedMapping(path, text, None, text.findings)
    open_ = holes(text)
    findings = [one for one in check_file(text, _FORM) if not any(_covers(one, hole) for hole in open_)]
    if text.doc.get("format") != 1 and isinstance(text.doc.get("format"), int):
        known: Map[str, str | int] = {"format": text.doc["format"], "known": 1}
        future = Finding("format.future", "critical", ("format",), (Span(name, 1, 1),), known)
        return LoadedMapping(path, text, None, (future,))
    findings += open_
    if not findings:
        findings = cross_check(text, event_types, places)
    if findings:
        return LoadedMapping(path, text, None, tuple(in_order(findings)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return LoadedMapping(path, text, build(text.doc, digest))


def _covers(one: Finding, hole: Finding) -> bool:
    """An undecided value is no second mistake."""
    return one.path == hole.path
