"""Defects of the acts: the norms they touch say so in ``explain``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli
from poryadok.norms.library import Library
from poryadok.norms.model import COMPUTED

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
LIBRARY = Library.open()
DOCS = {name: LIBRARY.resolve(name).versions[-1].doc for name in LIBRARY.ids()}


def explained(name: str, output: str) -> str:
    log = EXAMPLES / f"{name.split('/')[0]}.jsonl"
    args = ["explain", name, "--events", str(log), "--as-of", "2026-04-02", "--format", output]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    "name",
    [
        "kuzhmara/comment.draft",
        "beloyarsky/comment.draft",
        "borsky/indicators.annual",
        "kilemar/note.periodic",
    ],
)
def test_explain_names_the_defects_of_a_norm(name: str) -> None:
    profile, norm = name.split("/")
    touching = {key for key, one in DOCS[profile]["defects"].items() if norm in (one.get("norms") or [])}
    assert touching
    assert {one["id"] for one in json.loads(explained(name, "json"))["defects"]} == touching
    text = " ".join(explained(name, "text").split())
    for key in touching:
        assert DOCS[profile]["defects"][key]["effect"] in text


@pytest.mark.parametrize("name", DOCS)
def test_a_defect_names_norms_that_are_there(name: str) -> None:
    norms = DOCS[name]["norms"]
    for key, defect in DOCS[name]["defects"].items():
        for norm in defect.get("norms") or []:
            assert norms[norm]["kind"] in COMPUTED, (key, norm)
