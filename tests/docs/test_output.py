"""What the pages show as output is output, shortened: `…` stands for what is left out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import poryadok
from docs.support import DOCS, ROOT, fenced

README = ROOT / "README.md"
AS_OF = (ROOT / "examples" / "AS_OF").read_text(encoding="utf-8").strip()
LOG = ("--events", "examples/*.jsonl", "--as-of", AS_OF)
EXPLAIN = ("explain", "kuzhmara/fz59.register/О-3", *LOG)
MISSPELT = """format: 1
id: x
rank: municipality
extends: [ru/fz95]
norms:
  fz59.answer:
    witin: {days: 40}
"""


def _run(*args: str, cwd: Path = ROOT) -> str:
    """Standard output of a command, white space folded."""
    engine = str(Path(poryadok.__file__).parents[1])
    code = "from poryadok.cli.main import run; run()"
    environment = {**os.environ, "PYTHONPATH": engine, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], cwd=cwd, env=environment, capture_output=True, check=False
    )
    assert done.returncode in (0, 1, 2), done.stderr.decode()
    return " ".join(done.stdout.decode().split())


def _missing(shown: str, output: str) -> list[str]:
    pieces = (piece for line in shown.splitlines() for piece in line.split("…"))
    wanted = [" ".join(piece.split()) for piece in pieces]
    return [piece for piece in wanted if piece and not re.fullmatch(r"[-\s]+", piece) and piece not in output]


@pytest.mark.parametrize(
    ("number", "args"), list(enumerate([("check", *LOG), EXPLAIN, ("show", "kuzhmara", "--origins")]))
)
def test_the_readme_shows_what_its_commands_print(number: int, args: tuple[str, ...]) -> None:
    shown = fenced(README, "text")
    assert len(shown) == 3
    assert _missing(shown[number], _run(*args)) == []


def test_the_page_of_commands_shows_findings_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(MISSPELT, encoding="utf-8")
    assert _missing(fenced(DOCS / "cli.md", "text")[0], _run("validate", "x.yaml", cwd=tmp_path)) == []


def test_the_page_of_commands_shows_an_explanation_as_it_is() -> None:
    assert _missing(fenced(DOCS / "cli.md", "text")[-1], _run(*EXPLAIN)) == []
