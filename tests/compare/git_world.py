"""A small repository of profiles, with real git, for the tests to commit to."""

import os
import subprocess
from pathlib import Path

import pytest

BROKEN = Path(__file__).parents[1] / "broken"

TOWN = "format: 1\nid: {id}\nrank: municipality\nextends: [families/sample, north/_region]\n"
REGION = "format: 1\nid: north\nrank: region\ntitle: Север\nparties: {{cur: {{title: {title}}}}}\n"


class Repo:
    """``top``: the working tree; profiles ``town`` and ``village`` on the family ``sample``."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.git("init", "-q", "-b", "main")
        for name in ("vocabulary.yaml", "families/sample.yaml"):
            self.write(f"configs/{name}", (BROKEN / name).read_text(encoding="utf-8"))
        self.write("configs/north/_region.yaml", REGION.format(title="ЦУР Севера"))
        for name in ("town", "village"):
            self.write(f"configs/north/{name}.yaml", TOWN.format(id=name))

    def git(self, *args: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", *args],
            cwd=cwd or self.top,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        target = self.top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.top / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)


def make_repo(top: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with one commit, and a git that heeds no configuration of the machine."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    top.mkdir(parents=True, exist_ok=True)
    repo = Repo(top)
    repo.commit("Начало")
    return repo
