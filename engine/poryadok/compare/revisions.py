"""The configuration of a git revision, laid out in a temporary folder, and profiles resolved from it."""

import shutil
import tempfile
import weakref
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath

from poryadok.compare.git import GitError, Repository, Revision, open_repository
from poryadok.norms.files import root_of
from poryadok.norms.library import Library

__all__ = ["Tree", "TreeLibrary", "config_root", "lay_out", "revision_library", "working_root"]


class Tree:
    """Files in a temporary folder that goes when the tree does.

    ``prefix`` stands for the folder in the names that are shown.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        # a link on the way (macOS) would keep its files from being told from others
        self.folder = Path(tempfile.mkdtemp(prefix="poryadok-")).resolve()
        self.close = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, path: str, content: bytes) -> None:
        """Write a file at its path below the top. A path that leads out of the folder is left out."""
        target = self.folder.joinpath(*PurePosixPath(path).parts)
        if target.is_relative_to(self.folder) and not {"..", "\0"} & set(target.parts):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def shown(self, path: Path) -> str | None:
        """The name to show for a file of the tree, None for any other."""
        whole = path.absolute()
        return (
            self.prefix + whole.relative_to(self.folder).as_posix()
            if whole.is_relative_to(self.folder)
            else None
        )


class TreeLibrary(Library):
    """Profiles of a tree; each file is shown under the name that it has there (``HEAD~1:configs/…``)."""

    def __init__(self, tree: Tree, root: str, layers: Sequence[Path] = ()) -> None:
        folder = tree.folder.joinpath(*PurePosixPath(root).parts)
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, layers)
        self.tree = tree

    def name(self, path: Path) -> str:
        """The name shown for a file; ``source`` leads back."""
        name = self.tree.shown(path)
        if name is None:
            return super().name(path)
        self._paths[name] = path
        return name

    def path(self, path: str) -> Path:
        """Where a file of the tree lies, by its path below the top."""
        return self.tree.folder.joinpath(*PurePosixPath(path).parts)


def config_root(path: str, files: Collection[str]) -> str | None:
    """The configuration root of a file among ``files``: as ``norms.files.root_of`` finds it on a disk.

    The top of the repository is ``"."``.
    """
    known = set(files)
    folders = {folder.as_posix() for name in files for folder in PurePosixPath(name).parents}
    for folder in PurePosixPath(path).parents:
        if (folder / "vocabulary.yaml").as_posix() in known or any(
            (folder / name).as_posix() in folders for name in ("ru", "families")
        ):
            return folder.as_posix()
        if (folder / "configs").as_posix() in folders:
            return (folder / "configs").as_posix()
    return None


def lay_out(revision: Revision, root: str, prefix: str | None = None) -> Tree:
    """Lay out the YAML files of a revision below ``root``. Raises GitError.

    The bytes are those committed: ``git archive`` would heed attributes that leave files out.
    """
    tree = Tree(f"{revision.name}:" if prefix is None else prefix)
    start = "" if root == "." else f"{root}/"
    wanted = [path for path in revision.files if path.startswith(start) and path.endswith(".yaml")]
    for path, content in revision.contents(wanted):
        tree.write(path, content)
    return tree


def revision_library(revision: Revision, root: str, layers: Sequence[Path] = ()) -> TreeLibrary:
    """The profiles of a revision with the layers of that same revision. Raises GitError."""
    return TreeLibrary(lay_out(revision, root), root, layers)


def working_root(configs: Path | None) -> tuple[Repository, Path, str]:
    """The repository, the configuration root in its working tree, and that root's path below the top.

    The root is ``configs`` if given, otherwise the one around the current folder. Raises GitError.
    """
    repository = open_repository(configs or Path.cwd())
    found = configs or root_of(Path.cwd() / "x")
    below = None if found is None else repository.below_top(found)
    if found is None or below is None:
        raise GitError("git.no-configs", folder=str(repository.top or repository.folder))
    return repository, found, below.as_posix()
