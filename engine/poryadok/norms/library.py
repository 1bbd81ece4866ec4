"""The library of profiles: finds the files, lays the layers, checks the result. Each file is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.norms.bounds import check_bounds
from poryadok.norms.checks import NormCache
from poryadok.norms.checks.editions import check_editions
from poryadok.norms.checks.holes import open_holes, open_values
from poryadok.norms.checks.versions import check_versions
from poryadok.norms.checks.whole import check_whole
from poryadok.norms.files import bundled, profile_files, root_of
from poryadok.norms.holes import find_holes, settled
from poryadok.norms.layers import (
    CONTENT,
    Layer,
    conflicts,
    intervals,
    lay,
    touches_nothing,
)
from poryadok.norms.names import wrong_name
from poryadok.norms.origins import Origins
from poryadok.norms.resolved import Resolved, SharedJson, VersionDoc, once
from poryadok.norms.stack import Stacks
from poryadok.norms.vocabulary import Vocabulary, read_vocabulary
from poryadok.norms.yaml_text import load_path

__all__ = ["Library", "Resolved", "VersionDoc"]

_OWN = ("municipality", "act")
"""What every municipality says for itself."""
_SHARED = tuple(name for name in CONTENT if name not in _OWN)


@dataclass(frozen=True, slots=True)
class _Base:
    """Layers laid over each other, with what was found on the way and the document after each layer."""

    doc: dict[str, Any]
    findings: tuple[Finding, ...]
    written: dict[str, dict[str, Any]]


class Library(Stacks):
    """Profiles under one or two configuration roots: the caller's, then the bundled one."""

    def __init__(self, configs: Path | None, layers: Sequence[Path]) -> None:
        super().__init__(layers)
        self.configs = configs
        self._bases: dict[tuple[Layer, ...], _Base] = {}
        self._roots: dict[Path | None, tuple[Path, ...]] = {}
        self._checked = NormCache()
        self._json = SharedJson()
        self._sound: dict[tuple[int, ...], dict[str, Any]] = {}
        self._calendar_ids: dict[Path, frozenset[str]] = {}
        self._vocabularies: dict[Path, tuple[Vocabulary, tuple[Finding, ...]]] = {}

    @classmethod
    def open(cls, configs: Path | None = None, layers: Sequence[Path] = ()) -> "Library":
        """Open the bundled configuration, or the one under ``configs``. Nothing is read yet."""
        return cls(configs, layers)

    def roots(self, path: Path | None = None) -> tuple[Path, ...]:
        """The folders in which refs are looked up, in order; ``path`` is a profile named by its path."""
        own = self.configs
        if own is None and path is not None:
            own = root_of(path)
        if own not in self._roots:
            ours = own is None or own.resolve() == bundled().resolve()
            self._roots[own] = (bundled(),) if own is None or ours else (own, bundled())
        return self._roots[own]

    @cached_property
    def _index(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path in profile_files(self.configs or bundled()):
            found.setdefault(path.stem, []).append(path)
        return found

    def ids(self) -> list[str]:
        """The ids of the profiles: of the caller's folder if one was given, otherwise the bundled ones."""
        return sorted(self._index)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the first root that has one."""
        return self.vocabulary_for(self.roots())[0]

    def vocabulary_for(self, roots: Sequence[Path]) -> tuple[Vocabulary, tuple[Finding, ...]]:
        """The vocabulary that profiles under ``roots`` use, and what is wrong with its file."""
        path = self.find("vocabulary", roots)
        if path is None:
            return Vocabulary(), (Finding("vocabulary.missing", "critical"),)
        if path not in self._vocabularies:
            text = load_path(path, self.name(path))
            self._vocabularies[path] = (read_vocabulary(text.doc), text.findings)
        return self._vocabularies[path]

    def resolve(self, name: str) -> Resolved:
        """Resolve a profile by its id, or by the path of its file. Never raises: see ``findings``."""
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return self.resolve_path(Path(name))
        paths = self._index.get(name, [])
        if len(paths) == 1:
            return self._resolve(paths[0], self.roots())
        if paths:
            spans = tuple(Span(self.name(path)) for path in paths)
            finding = Finding("profile.id-twice", "critical", (), spans, {"id": name})
        else:
            finding = Finding("profile.unknown", "critical", (), (), wrong_name(name, self._index))
        return Resolved(name, Path(name), (), (finding,))

    def resolve_path(self, path: Path) -> Resolved:
        """Resolve the profile of a file."""
        return self._resolve(path, self.roots(path))

    def unknown_refs(self, path: Path) -> list[Finding]:
        """Refs of a layer file that lead nowhere."""
        return self.refs_to_nowhere(self.layer(path), self.roots(path))

    def _resolve(self, path: Path, roots: Sequence[Path]) -> Resolved:
        top = self.layer(path)
        stack, findings = self.stack(top, path, roots)
        for layer in stack:
            findings.extend(layer.findings)
        if any(finding.rule.split(".")[0] in ("yaml", "file", "format") for finding in findings):
            return Resolved(top.id, path, (), once(findings))
        vocabulary, broken = self.vocabulary_for(roots)
        findings.extend(broken)
        calendars = self._calendars(roots)
        wrong = [_place(finding) for finding in findings if finding.severity == "critical"]
        unsound = bool(wrong)
        versions = []
        for first, last, layers in intervals(stack):
            version, found = self._version(top.id, first, last, layers, settle=not unsound)
            findings.extend(open_values(version))
            # a document of parts that are wrong in themselves would only repeat them
            findings.extend(one for one in found if not (unsound and one.rule.startswith("bounds.")))
            if not unsound:
                findings.extend(self._judged(version, vocabulary, calendars, bounded=not found))
            elif not find_holes(version.doc):
                said = (version.doc, version.doc, version.origins, vocabulary, calendars, self._checked)
                findings.extend(check_whole(*said, wrong))
            versions.append(version)
        if not unsound:
            findings.extend(check_versions(versions))
            findings.extend(check_editions(versions))
        return Resolved(top.id, path, tuple(versions), once(findings), self._json)

    def _judged(
        self, version: VersionDoc, vocabulary: Vocabulary, calendars: frozenset[str], *, bounded: bool
    ) -> list[Finding]:
        """Check a resolved version against the schema and the cross checks.

        Thousands of municipalities say no more for themselves than their name and their act: where all the
        rest is the very objects of a version that was found sound, only these are checked.
        """

        def check(doc: dict[str, Any], written: dict[str, Any]) -> list[Finding]:
            return check_whole(doc, written, version.origins, vocabulary, calendars, self._checked)

        if version.holes:
            return check(version.doc, version.written)
        shared = _shared(version.doc)
        own = {name: value for name, value in version.doc.items() if name in ("id", *_OWN)}
        own["norms"] = {}
        if shared in self._sound and not check(own, own):
            return []
        problems = check(version.doc, version.doc)
        if not problems and bounded:
            self._sound[shared] = version.doc  # kept, so that no identity is used twice
        return problems

    def _calendars(self, roots: Sequence[Path]) -> frozenset[str]:
        if roots[0] not in self._calendar_ids:
            found = (path.parent.name for root in roots for path in root.glob("calendars/*/*.yaml"))
            self._calendar_ids[roots[0]] = frozenset(found)
        return self._calendar_ids[roots[0]]

    def _version(
        self, name: str, first: date | None, last: date | None, layers: Sequence[Layer], *, settle: bool
    ) -> tuple[VersionDoc, list[Finding]]:
        split = next((i for i, layer in enumerate(layers) if layer.rank == "municipality"), len(layers))
        base = self._base(layers[:split])
        rest = _lay_all(layers[split:], base)
        findings = [*rest.findings]
        above = [layer for layer in layers if layer.rank == "what-if"]
        doc = {"id": name, **{key: rest.doc[key] for key in CONTENT if key in rest.doc}}
        origins = Origins(doc, tuple(layers))
        bounded = [layer for layer in layers if layer.bounds]
        if bounded and not (_shared(doc) in self._sound and len(layers) == split + 1):
            findings.extend(check_bounds(doc, origins, bounded, rest.written))
        holes = open_holes(doc, layers) if settle else ()
        if not holes:
            return VersionDoc(first, last, doc, origins, tuple(layer.content for layer in above)), findings
        settled_doc = settled(doc, [hole.path for hole in holes])
        what_if = tuple(settled(layer.content, [hole.path for hole in layer.holes]) for layer in above)
        return VersionDoc(first, last, settled_doc, origins, what_if, holes, doc), findings

    def _base(self, layers: Sequence[Layer]) -> _Base:
        """The shared layers below a profile, laid once for all profiles that extend the same ones."""
        key = tuple(layers)
        if key not in self._bases:
            self._bases[key] = _lay_all(layers, _Base({}, (), {}))
            self._json.share(self._bases[key].doc)
        return self._bases[key]


def _place(finding: Finding) -> tuple[str, ...]:
    """Where in the resolved document a finding lies; () where it bears on all of it."""
    return finding.path if finding.path and finding.path[0] in CONTENT else ()


def _shared(doc: dict[str, Any]) -> tuple[int, ...]:
    """The identity of all that a profile does not say of its place and its act."""
    return tuple(map(id, map(doc.get, _SHARED)))


def _lay_all(layers: Sequence[Layer], base: _Base) -> _Base:
    doc, findings, written = base.doc, [*base.findings, *conflicts(layers)], dict(base.written)
    for layer in layers:
        above = lay(doc, layer.content)
        findings.extend(touches_nothing(layer, doc, above))
        doc = above
        if layer.bounds:
            written[layer.file] = doc
    return _Base(doc, tuple(findings), written)
