"""What is asked of git: where a repository is, what a revision holds. Nothing is ever written to it."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from poryadok.findings import Finding
from poryadok.norms.names import wrong_name

__all__ = ["GitError", "Repository", "Revision", "open_repository"]

# set by git for its hooks and drivers; a repository is found by its folder alone
_LOCAL = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"})
_FILES = frozenset({"100644", "100755", "100664"})


class GitError(Exception):
    """Carries what is wrong as a finding."""

    def __init__(self, rule: str, **args: str) -> None:
        super().__init__(rule)
        self.finding = Finding(rule, "critical", (), (), args)


def _run(folder: Path, args: Sequence[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        # without a text of its own, git must not wait for the caller's
        return subprocess.run(
            ["git", "-C", str(folder), *args],
            input=b"" if given is None else given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git.missing") from error
    except OSError as error:
        raise GitError("git.failed", text=error.strerror or type(error).__name__) from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git said of its failure."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git: {done.returncode}"


@dataclass(frozen=True)
class Repository:
    """A repository and the folder of its working tree (None: a bare one); ``folder`` is where git runs."""

    folder: Path
    top: Path | None

    def git(self, *args: str, given: bytes | None = None) -> bytes:
        """Run git here. Raises GitError."""
        done = _run(self.folder, args, given)
        if done.returncode:
            raise GitError("git.failed", text=_said(done))
        return done.stdout

    def below_top(self, path: Path) -> PurePosixPath | None:
        """The path inside the repository, None when it lies elsewhere."""
        if self.top is None:
            return None
        # the file itself may be a link: only its folder is followed
        whole = path.absolute().parent.resolve() / path.name if path.name != ".." else path.resolve()
        top = self.top.resolve()
        if whole.resolve() == top:
            return PurePosixPath()
        return PurePosixPath(whole.relative_to(top).as_posix()) if whole.is_relative_to(top) else None

    def revision(self, name: str) -> "Revision":
        """The revision of that name: a commit, a branch, a tag. Raises GitError."""
        done = None
        if name and not name.startswith("-"):
            done = _run(self.folder, ("rev-parse", "--verify", "--quiet", f"{name}^{{tree}}"))
        if done is None or done.returncode:
            known = self.git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
            names = known.decode("utf-8", "replace").split()
            raise GitError("git.revision", **wrong_name(name, ["HEAD", *names]))
        return Revision(self, name, done.stdout.decode().strip())


@dataclass(frozen=True)
class Revision:
    """A revision by the name it was given and the hash of its tree."""

    repository: Repository
    name: str
    tree: str
    _listed: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def files(self) -> Mapping[str, str]:
        """Path below the top -> hash, of the plain files of the tree. Raises GitError."""
        if not self._listed:
            text = self.repository.git("ls-tree", "-r", "-z", "--full-tree", self.tree)
            for entry in text.decode("utf-8", "surrogateescape").split("\0"):
                head, tab, path = entry.partition("\t")
                if tab and head.split()[0] in _FILES:
                    self._listed[path] = head.split()[2]
        return self._listed

    def contents(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of files of the tree, as committed: no attribute changes or leaves out any."""
        wanted = "".join(f"{self.files[path]}\n" for path in paths).encode()
        answer = self.repository.git("cat-file", "--batch", given=wanted)
        start = 0
        for path in paths:
            end = answer.index(b"\n", start)
            head = answer[start:end].split()
            if len(head) != 3:
                raise GitError("git.failed", text=answer[start:end].decode("utf-8", "replace"))
            size = int(head[2])
            yield path, answer[end + 1 : end + 1 + size]
            start = end + size + 2


def open_repository(*folders: Path) -> Repository:
    """The repository around the first of these folders that lies in one. Raises GitError."""
    refused = ""
    for folder in folders:
        done = _run(folder, ("rev-parse", "--show-toplevel"))
        if not done.returncode:
            return Repository(folder, Path(done.stdout.decode("utf-8", "surrogateescape").rstrip("\r\n")))
        if not _run(folder, ("rev-parse", "--git-dir")).returncode:
            return Repository(folder, None)
        said = _said(done)
        refused = refused or ("" if "not a git repository" in said else said)
    if refused:
        raise GitError("git.failed", text=refused)
    raise GitError("git.no-repository", folder=str(folders[0]))
