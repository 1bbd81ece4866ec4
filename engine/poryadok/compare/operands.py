"""Names on the command line to operands: a profile by id, by path, of a day, of a git revision.

``ID``, ``PATH``, ``git:REV:PATH``, ``git:REV:ID``, each with ``@YYYY-MM-DD`` or without. What is wrong with
any of them is found of all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from poryadok.clock.calendars import Calendar, CalendarError, load_calendars
from poryadok.compare.git import GitError, Repository, Revision, open_repository
from poryadok.compare.model import Operand
from poryadok.compare.operand_names import clean, cut_day, day_of, is_dir, is_file, is_path, split_revision
from poryadok.compare.revisions import TreeLibrary, config_root, revision_library
from poryadok.findings import Finding, Span
from poryadok.norms.library import Library
from poryadok.norms.names import wrong_name
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import Resolved, VersionDoc, once
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["Operands", "calendars_of", "operand_of", "read_operands"]


@dataclass(frozen=True)
class Operands:
    """Operands in the order named, or what is wrong.

    ``vocabulary`` is that of the first operand; ``source`` leads from a name shown to its file.
    """

    found: tuple[Operand, ...]
    findings: tuple[Finding, ...]
    vocabulary: Vocabulary
    source: Callable[[str], Path | None]


def read_operands(names: Sequence[str], configs: Path | None = None, layers: Sequence[Path] = ()) -> Operands:
    """Read every operand named. Never raises for what is named wrongly: see ``findings``."""
    reader = _Reader(configs, layers)
    found = [operand for name in names if (operand := reader.operand(name)) is not None]
    findings, vocabulary = once(reader.findings), reader.vocabulary or reader.library.vocabulary
    return Operands(() if findings else tuple(found), findings, vocabulary, reader.source)


def operand_of(
    label: str,
    resolved: Resolved,
    version: VersionDoc,
    calendars: Mapping[str, Calendar],
    day: date | None = None,
) -> Operand:
    """A side of a comparison from one version of a valid profile."""
    alone = replace(version, first=None, last=None)
    digest = replace(resolved, versions=(alone,)).digest
    profile = build_profile(resolved.id, [(None, None, version.doc)], digest, [version.what_if])
    return Operand(label, resolved.id, version, profile, digest, calendars, day)


def calendars_of(roots: Sequence[Path], library: Library) -> tuple[dict[str, Calendar], tuple[Finding, ...]]:
    """The production calendars below the roots; none of them, with findings, when any file is wrong."""
    try:
        return load_calendars([root / "calendars" for root in roots]), ()
    except CalendarError as error:
        return {}, tuple(
            Finding(
                "calendar.wrong",
                "critical",
                (),
                (Span(library.name(Path(one.file)), one.line),),
                {"text": one.text},
            )
            for one in error.problems
        )


class _Reader:
    """Reads operands one by one; libraries, revisions and calendars are opened once."""

    def __init__(self, configs: Path | None, layers: Sequence[Path]) -> None:
        self.configs = configs
        self.layers = tuple(layers)
        self.findings: list[Finding] = []
        self.vocabulary: Vocabulary | None = None
        self.library = Library.open(configs, layers)
        self._revisions: dict[str, Revision] = {}
        self._libraries: dict[tuple[str, str], TreeLibrary] = {}
        self._calendars: dict[tuple[Path, ...], dict[str, Calendar]] = {}
        self._repository: dict[Path | None, Repository] = {}

    def operand(self, name: str) -> Operand | None:
        """The operand of a name; None with findings when there is none."""
        try:
            if name.startswith("git:"):
                return self._of_revision(name)
        except GitError as error:
            args = {**error.finding.args, "operand": name}
            self.findings.append(replace(error.finding, args=args))
            return None
        profile, day = (name, None) if is_file(name) else cut_day(name)
        moment = self._day(name, day)
        if not is_path(profile):
            resolved, path = self.library.resolve(profile), None
        elif is_file(profile):
            path = Path(profile)
            resolved = self.library.resolve_path(path)
        else:
            folder = Path(profile).parent
            near = [one.as_posix() for one in folder.glob("*.yaml")] if is_dir(folder) else []
            self._wrong("operand.no-file", wrong_name(Path(profile).as_posix(), near), name)
            return None
        return self._made(name, resolved, moment, self.library, path)

    def source(self, file: str) -> Path | None:
        """The path of a file by the name shown for it."""
        libraries = (self.library, *self._libraries.values())
        return next((path for one in libraries if (path := one.source(file)) is not None), None)

    def _calendars_of(self, roots: tuple[Path, ...], library: Library) -> dict[str, Calendar]:
        if roots not in self._calendars:
            self._calendars[roots], findings = calendars_of(roots, library)
            self.findings.extend(findings)
        return self._calendars[roots]

    def _of_revision(self, name: str) -> Operand | None:
        parts = split_revision(name)
        if parts is None:
            self._wrong("operand.git-form", {}, name)
            return None
        revision = self._revision(*parts)
        profile, day = (parts[1], None) if clean(parts[1]) in revision.files else cut_day(parts[1])
        moment = self._day(name, day)
        repository = revision.repository
        if is_path(profile):
            path = self._path_in(revision, profile)
            if path is None:
                args = _no_path(clean(profile), revision)
                self._wrong("git.path", {**args, "revision": revision.name}, name)
                return None
            root = config_root(path, revision.files)
            library = self._tree(revision, root or PurePosixPath(path).parent.as_posix())
            return self._made(name, library.resolve_path(library.path(path)), moment, library, None)
        own = None if self.configs is None else repository.below_top(self.configs)
        here = repository.below_top(Path.cwd()) or PurePosixPath()
        found = config_root((here / "x").as_posix(), revision.files) if own is None else own.as_posix()
        if found is None:
            raise GitError("git.no-configs", folder=revision.name)
        library = self._tree(revision, found)
        return self._made(name, library.resolve(profile), moment, library, None)

    def _revision(self, name: str, path: str) -> Revision:
        """The revision of a name: of the repository of the path if that is absolute, of ours otherwise."""
        # the file, and its folder with it, may be gone from the working tree
        outside = next((one for one in Path(path).parents if is_dir(one)), None)
        outside = outside if Path(path).is_absolute() else None
        if outside not in self._repository:
            places = [Path.cwd()] if self.configs is None else [self.configs, Path.cwd()]
            self._repository[outside] = open_repository(*(places if outside is None else [outside]))
        repository = self._repository[outside]
        key = f"{repository.top or repository.folder}:{name}"
        if key not in self._revisions:
            self._revisions[key] = repository.revision(name)
        return self._revisions[key]

    def _tree(self, revision: Revision, root: str) -> TreeLibrary:
        key = (f"{revision.repository.folder}:{revision.name}", root)
        if key not in self._libraries:
            self._libraries[key] = revision_library(revision, root, self.layers)
        return self._libraries[key]

    def _path_in(self, revision: Revision, path: str) -> str | None:
        """The path below the top: as it is, or from the current folder, or of an absolute path."""
        below = revision.repository.below_top(Path(path)) if path else None
        plain = clean(path)
        for one in (plain if not Path(path).is_absolute() else None, below and below.as_posix()):
            if one and one in revision.files:
                return one
        return None

    def _made(
        self, name: str, resolved: Resolved, moment: date | None, library: Library, path: Path | None
    ) -> Operand | None:
        roots = library.roots(path)
        calendars = self._calendars_of(roots, library)
        self.vocabulary = self.vocabulary or library.vocabulary_for(roots)[0]
        if not resolved.valid:
            self.findings.extend(resolved.errors)
            return None
        version = resolved.versions[-1] if moment is None else resolved.at(moment)
        if moment is not None:
            self._in_force(name, version, moment)
        return operand_of(name, resolved, version, calendars, moment)

    def _day(self, name: str, text: str | None) -> date | None:
        day = None if text is None else day_of(text)
        if text is not None and day is None:
            self._wrong("operand.date", {"name": text}, name)
        return day

    def _in_force(self, name: str, version: VersionDoc, day: date) -> None:
        span = version.doc.get("act", {}).get("in_force") or {}
        first, last = span.get("from"), span.get("to")
        args = {"day": day.isoformat(), "first": str(first), "last": str(last)}
        if first is not None and day.isoformat() < str(first):
            self._wrong("operand.before", args, name)
        elif last is not None and str(last) < day.isoformat():
            self._wrong("operand.after", args, name)

    def _wrong(self, rule: str, args: Mapping[str, str], operand: str) -> None:
        self.findings.append(Finding(rule, "critical", (), (), {**args, "operand": operand}))


def _no_path(path: str, revision: Revision) -> dict[str, str]:
    """What to say of a path that a revision has not: the nearest one, and those beside it."""
    known = [one for one in revision.files if one.endswith(".yaml")]
    folder = PurePosixPath(path).parent
    beside = [one for one in known if PurePosixPath(one).parent == folder]
    return wrong_name(path, known) | {"known": wrong_name(path, beside or known)["known"]}
