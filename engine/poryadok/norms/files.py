"""Where configuration files lie: roots, layer refs, profile files and the names shown for them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from poryadok.data import data_root

__all__ = [
    "bundled",
    "find_ref",
    "is_layer",
    "is_profile",
    "layer_files",
    "profile_files",
    "root_of",
    "shown",
]

_NOT_REGIONS = frozenset({"ru", "families", "calendars", "mappings"})


def bundled() -> Path:
    """The configuration that comes with the package."""
    return data_root() / "configs"


def shown(path: Path) -> str:
    """The name of a file for people: from ``configs/`` if bundled, from the current folder if below it."""
    absolute = path.absolute()
    for base in (data_root(), Path.cwd()):
        if absolute.is_relative_to(base):
            return absolute.relative_to(base).as_posix()
    return path.as_posix()


def find_ref(ref: str, roots: Sequence[Path]) -> Path | None:
    """The file of a layer ref (a path below a root, without ``.yaml``) in the first root that has it."""
    parts = ref.split("/")
    if not ref or any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    for root in roots:
        path = root.joinpath(*parts[:-1], parts[-1] + ".yaml")
        if path.is_file():
            return path
    return None


def is_profile(path: Path, root: Path) -> bool:
    """Tell whether a file below a root stands where profiles stand: ``REGION/ID.yaml``."""
    try:
        parts = path.absolute().relative_to(root.absolute()).parts
    except ValueError:
        return False
    return len(parts) == 2 and _is_region(parts[0]) and _is_profile_name(parts[1])


def is_layer(path: Path, root: Path) -> bool:
    """Tell whether a file below a root stands where layers of other files stand: see ``layer_files``."""
    try:
        parts = path.absolute().relative_to(root.absolute()).parts
    except ValueError:
        return False
    if not parts[-1].endswith(".yaml"):
        return False
    if len(parts) == 3:
        return parts[1].endswith(".d") and parts[0] not in _NOT_REGIONS
    region = parts[0]
    shared = region in ("ru", "families") or (region not in _NOT_REGIONS and parts[-1].startswith("_"))
    return len(parts) == 2 and shared


def profile_files(root: Path) -> list[Path]:
    """The profile files of a root, sorted by region and name."""
    return [
        folder / name
        for folder in (root / region for region in _names(root, folders=True) if _is_region(region))
        for name in _names(folder, folders=False)
        if _is_profile_name(name)
    ]


def _names(folder: Path, *, folders: bool) -> list[str]:
    """The names of the folders, or of the files, in a folder, sorted; none where it cannot be looked into."""
    try:
        with os.scandir(folder) as entries:
            return sorted(one.name for one in entries if _is_kind(one, folders=folders))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def _is_kind(entry: os.DirEntry[str], *, folders: bool) -> bool:
    if entry.is_symlink():
        place = Path(entry.path)
        return place.is_dir() if folders else place.is_file()
    return entry.is_dir() if folders else entry.is_file()


def _is_region(name: str) -> bool:
    return name not in _NOT_REGIONS and not name.startswith((".", "_")) and not name.endswith(".d")


def _is_profile_name(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(("_", "."))


def layer_files(root: Path) -> Iterator[Path]:
    """The layer files of a root: federal, family, region, and each profile's own folder."""
    for path in sorted(root.glob("*/*.yaml")):
        region = path.parent.name
        if region in ("ru", "families") or (region not in _NOT_REGIONS and path.name.startswith("_")):
            yield path
    for path in sorted(root.glob("*/*.d/*.yaml")):
        if path.parent.parent.name not in _NOT_REGIONS:
            yield path


def root_of(path: Path) -> Path | None:
    """The configuration root above a file: the nearest folder with shared layers, or with ``configs``."""
    for folder in path.absolute().parents:
        if (folder / "vocabulary.yaml").is_file() or any((folder / x).is_dir() for x in ("ru", "families")):
            return folder
        if (folder / "configs").is_dir():
            return folder / "configs"
    return None
