"""What ``validate`` does: every file that is named is read, every profile among them is resolved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from poryadok.findings import Finding, Span
from poryadok.norms.files import bundled, is_profile, layer_files, profile_files, root_of, shown
from poryadok.norms.layer_file import check_format
from poryadok.norms.library import Library
from poryadok.norms.resolved import Resolved, once
from poryadok.norms.schema import check_file, has_schema
from poryadok.norms.yaml_text import load_path

__all__ = ["Report", "validate"]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, sorted and each said once; the profiles that were resolved; the number of files read."""

    findings: tuple[Finding, ...]
    profiles: tuple[Resolved, ...]
    files: int


class _Run:
    def __init__(self, configs: Path | None, layers: Sequence[Path], schema_only: bool) -> None:
        self.configs = configs
        self.layers = layers
        self.schema_only = schema_only
        self.libraries: dict[Path | None, Library] = {}
        self.findings: list[Finding] = []
        self.profiles: dict[Path, Resolved] = {}
        self.seen: set[Path] = set()

    def library(self, root: Path | None) -> Library:
        if root not in self.libraries:
            self.libraries[root] = Library.open(root, self.layers)
        return self.libraries[root]

    def root(self, root: Path) -> None:
        """Everything under a configuration root."""
        profiles = profile_files(root)
        for path in profiles:
            self.profile(path, root)
        for path in layer_files(root):
            self.layer(path, root)
        for path in sorted(root.glob("calendars/*/*.yaml")):
            self.plain(path, "calendar")
        if (root / "vocabulary.yaml").is_file():
            self.plain(root / "vocabulary.yaml", "vocabulary")
        if not self.seen:
            self.findings.append(Finding("file.no-profiles", "critical", (), (Span(shown(root)),)))
        if not self.schema_only:
            self.twice(profiles)
            self.orphans(root)

    def twice(self, profiles: Sequence[Path]) -> None:
        """The same id in two regions: events could not tell them apart."""
        first: dict[str, Path] = {}
        for path in profiles:
            other = first.setdefault(path.stem, path)
            if other != path:
                spans = (Span(shown(path)), Span(shown(other)))
                self.findings.append(Finding("profile.id-twice", "critical", (), spans, {"id": path.stem}))

    def orphans(self, root: Path) -> None:
        for folder in sorted(root.glob("*/*.d")):
            name = folder.name.removesuffix(".d")
            if not (folder.parent / f"{name}.yaml").is_file():
                args = {"profile": name}
                self.findings.append(Finding("layer.orphan", "critical", (), (Span(shown(folder)),), args))

    def path(self, path: Path) -> None:
        """A file or folder that was named."""
        root = self.configs or root_of(path / "x" if path.is_dir() else path)
        if path.is_dir():
            if root is not None and (root.resolve().is_relative_to(path.resolve())):
                self.root(root)
                return
            found = [file for file in sorted(path.rglob("*.yaml")) if file.is_file()]
            if not found:
                self.findings.append(Finding("file.no-profiles", "critical", (), (Span(shown(path)),)))
            for file in found:
                self.file(file, root)
        else:
            self.file(path, root)

    def file(self, path: Path, root: Path | None) -> None:
        below = _below(path, root)
        if below[:1] == ("calendars",):
            self.plain(path, "calendar")
        elif below[:1] == ("mappings",):
            self.plain(path, "mapping")
        elif path.name == "vocabulary.yaml":
            self.plain(path, "vocabulary")
        elif root is not None and is_profile(path, root):
            self.profile(path, root)
        else:
            self.layer(path, root)

    def plain(self, path: Path, schema: str) -> None:
        """A file that is no layer: only its schema."""
        if path.absolute() in self.seen or not has_schema(schema):
            return
        self.seen.add(path.absolute())
        text = load_path(path, self.library(None).name(path))
        self.findings.extend(text.findings or check_format(text) or check_file(text, (schema, "")))

    def layer(self, path: Path, root: Path | None) -> None:
        library = self.library(root)
        layer = library.layer(path)
        if layer.rank == "municipality":
            self.profile(path, root)
        elif path.absolute() not in self.seen:
            self.seen.add(path.absolute())
            self.findings.extend(layer.findings)
            if not self.schema_only:
                self.findings.extend(library.unknown_refs(path))

    def profile(self, path: Path, root: Path | None) -> None:
        if path.absolute() in self.seen:
            return
        self.seen.add(path.absolute())
        library = self.library(root)
        if self.schema_only:
            self.findings.extend(library.layer(path).findings)
        else:
            self.resolved(path, library.resolve_path(path))

    def resolved(self, path: Path, resolved: Resolved) -> None:
        self.profiles[path.absolute()] = resolved
        self.seen.add(path.absolute())
        self.findings.extend(resolved.findings)

    def source(self, file: str) -> Path | None:
        found = (library.source(file) for library in self.libraries.values())
        return next((path for path in found if path is not None), None)


def _below(path: Path, root: Path | None) -> tuple[str, ...]:
    """The parts of a path below a root; empty when it lies elsewhere."""
    if root is None or not path.resolve().is_relative_to(root.resolve()):
        return ()
    return path.resolve().relative_to(root.resolve()).parts


def validate(
    names: Sequence[str],
    configs: Path | None = None,
    layers: Sequence[Path] = (),
    *,
    schema_only: bool = False,
) -> tuple[Report, Callable[[str], Path | None]]:
    """Validate what is named: profile ids, files, folders; without names, the whole configuration root.

    Returns the report, and a look-up from a file's shown name to its path for the renderer.
    """
    run = _Run(configs, layers, schema_only)
    if not names:
        run.root(configs or bundled())
    for name in names:
        path = Path(name)
        if _is_path(name):
            run.path(path)
        else:
            resolved = run.library(configs).resolve(name)
            run.resolved(resolved.file, resolved)
    report = Report(once(run.findings), tuple(run.profiles.values()), len(run.seen))
    return report, run.source


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name or Path(name).is_dir()
