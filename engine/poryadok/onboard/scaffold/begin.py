"""Beginning a profile: the text is made, read back by the loader, and only then written."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from poryadok.findings import Finding
from poryadok.norms.files import shown
from poryadok.norms.library import Library
from poryadok.norms.resolved import Resolved
from poryadok.onboard.scaffold.facts import Facts
from poryadok.onboard.scaffold.like import like_profile
from poryadok.onboard.scaffold.shared import Base, region_layer
from poryadok.onboard.scaffold.skeleton import skeleton
from poryadok.onboard.scaffold.workspace import region_text
from poryadok.onboard.scaffold.writing import checked, layer_text

__all__ = ["Begun", "begin"]


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to be written, texts by path, or what keeps them from being written."""

    files: dict[Path, str]
    findings: tuple[Finding, ...]


class _Preview(Library):
    """A library that looks into one more folder first."""

    def __init__(self, folder: Path, configs: Path) -> None:
        super().__init__(configs, ())
        self.folder = folder

    def roots(self, path: Path | None = None) -> tuple[Path, ...]:
        return (self.folder, *super().roots(path))


def begin(
    facts: Facts, base: Base, configs: Path, region_title: str | None, like: Resolved | None = None
) -> Begun:
    """Make the profile of ``facts`` under ``configs``, and the region's layer where the region has none yet.

    The texts are read back, as files, by the library that reads the rest of ``configs``: but for its open
    values the profile has to be without errors.
    """
    library = Library.open(configs)
    target = configs / facts.region / f"{facts.id}.yaml"
    if like is None:
        doc, comments = skeleton(facts, base, shown(configs))
    else:
        doc, comments = like_profile(facts, base, like, library, shown(configs))
    text = layer_text(doc, comments)
    found = checked(text, doc, shown(target))
    if found:
        return Begun({}, found)
    files = {}
    if region_layer(library, facts.region) is None:
        zone = facts.timezone or "Europe/Moscow"
        place = configs / facts.region / "_region.yaml"
        files[place] = region_text(facts.region, region_title or facts.region, zone)
    files[target] = text
    grave = _errors(files, configs)
    return Begun({} if grave else files, grave)


def _errors(files: dict[Path, str], configs: Path) -> tuple[Finding, ...]:
    """What is wrong with the last of the files, a profile, beside the values that it leaves open."""
    with tempfile.TemporaryDirectory() as folder:
        library = _Preview(Path(folder), configs)
        names = {}
        for path, text in files.items():
            place = Path(folder) / path.parent.name / path.name
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, encoding="utf-8")
            names[library.name(place)] = shown(path)
        found = library.resolve_path(place).errors
    return tuple(
        replace(one, spans=tuple(replace(span, file=names.get(span.file, span.file)) for span in one.spans))
        for one in found
        if one.rule != "hole.needed"
    )
