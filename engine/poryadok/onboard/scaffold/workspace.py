"""A region's own repository: its files, made of the templates and of the sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from poryadok.data import data_root
from poryadok.findings import Finding
from poryadok.norms.library import Library
from poryadok.onboard.coverage import cover
from poryadok.onboard.record import changes, recorded_text
from poryadok.onboard.scaffold.facts import Facts
from poryadok.onboard.scaffold.sample import AS_OF, sample_act, sample_log, sample_profile
from poryadok.onboard.scaffold.shared import base_of
from poryadok.onboard.scaffold.writing import layer_text

__all__ = ["Workspace", "finish", "region_text", "workspace_files"]

# template -> where it goes; names of templates have no leading dot, so that tools do not take them for orders
_TEMPLATES = {
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "github-poryadok.yml": ".github/workflows/poryadok.yml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
    "editorconfig": ".editorconfig",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}
_SCHEMAS = ("profile", "calendar", "vocabulary", "mapping")


class _Filled(Template):
    """Templates name their values ``@{name}``: dollars and braces belong to shells and to CI."""

    delimiter = "@"
    idpattern = "(?a:[a-z_]+)"


@dataclass(frozen=True, slots=True)
class Workspace:
    """``sample`` are the facts of the sample municipality, all of them; ``package`` is what pip installs."""

    sample: Facts
    region_title: str
    package: str


def region_text(region: str, title: str, timezone: str) -> str:
    """The layer of a region."""
    doc = {
        "format": 1,
        "id": region,
        "rank": "region",
        "title": title,
        "municipality": {"region": title, "timezone": timezone, "calendar": "ru"},
        "parties": {"cur": {"title": f"Центр управления регионом ({title})", "kind": "centre"}},
    }
    head = f"{title}: то, что одинаково у всех муниципалитетов региона."
    return layer_text(doc, {(): head})


def workspace_files(workspace: Workspace, library: Library) -> dict[str, bytes]:
    """All files of a new repository by their paths."""
    sample = workspace.sample
    base = base_of(library, sample.region, sample.families)
    values = {
        "region": sample.region,
        "region_title": workspace.region_title,
        "profile": sample.id,
        "name": sample.name or sample.id,
        "as_of": AS_OF,
        "package": workspace.package,
    }
    folder = files("poryadok.onboard.scaffold") / "templates"
    made = {
        target: _Filled((folder / name).read_text(encoding="utf-8")).substitute(values)
        for name, target in _TEMPLATES.items()
    }
    region = region_text(sample.region, workspace.region_title, sample.timezone or "Europe/Moscow")
    made[f"configs/{sample.region}/_region.yaml"] = region
    made[f"configs/{sample.region}/{sample.id}.yaml"] = layer_text(*sample_profile(sample, base))
    made[f"acts/{sample.id}.txt"] = sample_act(sample, base)
    made[f"examples/{sample.id}.jsonl"] = sample_log(sample)
    encoded = {name: text.encode() for name, text in sorted(made.items())}
    return {**encoded, **dict(_schemas())}


def _schemas() -> Iterator[tuple[str, bytes]]:
    for name in _SCHEMAS:
        path = data_root() / "schemas" / f"{name}.schema.json"
        if path.is_file():
            yield f"schemas/{name}.schema.json", path.read_bytes()


def finish(folder: Path, workspace: Workspace) -> list[Finding]:
    """Record the fingerprints of the sample's act; what is wrong with the new repository, if anything is."""
    from poryadok.onboard.act.read import read_act

    sample = workspace.sample
    library = Library.open(folder / "configs")
    resolved = library.resolve(sample.id)
    act, unread = read_act(folder / "acts" / f"{sample.id}.txt")
    found = [*resolved.errors, *unread]
    if found:
        return found
    for change in changes(cover(act, resolved.versions[-1]), resolved.versions[-1]):
        path = library.source(change.file)
        if path is not None:
            text, findings = recorded_text(change, path.read_bytes())
            found.extend(findings)
            if not findings:
                path.write_bytes(text)
    return found
