"""``poryadok show``: the resolved profile reads back as itself, and says where each value is from."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli
from poryadok.norms.library import Library
from poryadok.norms.yaml_text import load_text

BROKEN = Path(__file__).parents[1] / "broken"
AMENDED = """format: 1
id: amended
rank: amendment
for: town
in_force: {from: 2025-01-01}
norms: {reply: {within: {days: 5}}}
"""


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    root = tmp_path / "configs"
    (root / "families").mkdir(parents=True)
    (root / "north" / "town.d").mkdir(parents=True)
    (root / "vocabulary.yaml").write_bytes((BROKEN / "vocabulary.yaml").read_bytes())
    (root / "families" / "sample.yaml").write_bytes((BROKEN / "families" / "sample.yaml").read_bytes())
    (root / "north" / "town.yaml").write_text(
        "format: 1\nid: town\nrank: municipality\nextends: [families/sample]\n"
        "office_hours: {monday: ['08:00-12:00']}\n",
        encoding="utf-8",
    )
    (root / "north" / "town.d" / "amended.yaml").write_text(AMENDED, encoding="utf-8")
    return root


def show(*args: object):
    return CliRunner().invoke(cli, ["show", *map(str, args)])


@pytest.mark.parametrize("name", ["beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky"])
@pytest.mark.parametrize("origins", [[], ["--origins"]])
def test_yaml_reads_back_as_the_same_document(name, origins):
    result = show(name, *origins)
    assert result.exit_code == 0
    loaded = load_text(result.stdout, "out.yaml")
    assert loaded.findings == ()
    assert loaded.doc == Library.open().resolve(name).versions[-1].doc


def test_json_is_the_same_document():
    result = show("kuzhmara", "--format", "json")
    assert json.loads(result.stdout) == Library.open().resolve("kuzhmara").versions[-1].doc


def test_sections_keep_their_order(configs):
    keys = list(json.loads(show("town", "--configs", configs, "--format", "json").stdout))
    assert keys == [
        "id",
        "municipality",
        "act",
        "parties",
        "roles",
        "channels",
        "sectors",
        "office_hours",
        "norms",
        "readings",
    ]


def test_versions_by_date(configs):
    def days(*args: object) -> int:
        result = show("town", "--configs", configs, "--format", "json", *args)
        return json.loads(result.stdout)["norms"]["reply"]["within"]["days"]

    assert days() == 5
    assert days("--at", "2024-12-31") == 10
    assert days("--at", "2025-01-01") == 5
    assert show("town", "--configs", configs, "--at", "1.1.2025").exit_code == 2
    assert "Редакций: 2" in show("town", "--configs", configs).stderr


def test_a_day_on_which_only_norms_with_days_of_their_own_are_in_force():
    # the act of Borsky is in force from 20 January 2022, the federal norms from 2 November 2006
    result = show("borsky", "--at", "2022-01-19")
    assert result.exit_code == 0
    assert "На 2022-01-19 акт не действует (действует с 2022-01-20)" in result.stderr
    assert "fz59.answer" in result.stderr
    assert "note.weekly" not in result.stderr
    assert "не действует" not in show("borsky", "--at", "2022-01-20").stderr


def test_a_day_on_which_nothing_is_in_force(configs):
    # the act of the sample is in force from 15 January 2024 and has no norms with days of their own
    result = show("town", "--configs", configs, "--at", "2024-01-14")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "день с 2024-01-15; сам акт действует с 2024-01-15" in result.stderr
    early = show("borsky", "--at", "2006-11-01")
    assert early.exit_code == 2
    assert "день с 2006-11-02; сам акт действует с 2022-01-20" in early.stderr


def test_a_day_after_the_act(configs):
    (configs / "north" / "town.d" / "end.yaml").write_text(
        "format: 1\nid: end\nrank: decision\nfor: town\nact: {in_force: {to: 2025-06-30}}\n", "utf-8"
    )
    assert show("town", "--configs", configs, "--at", "2025-06-30").exit_code == 0
    result = show("town", "--configs", configs, "--at", "2025-07-01")
    assert result.exit_code == 2
    assert "день с 2024-01-15 по 2025-06-30" in result.stderr


def test_origins_name_file_line_layer_rank_and_clause(configs):
    text = show("town", "--configs", configs, "--origins").stdout
    (line,) = [one for one in text.splitlines() if one.strip().startswith("days: 5")]
    assert "amended.yaml:6 | amended (изменение) | п. 1" in line
    body = json.loads(show("town", "--configs", configs, "--origins", "--format", "json").stdout)
    origin = body["origins"]["norms/reply/within/days"]
    assert (origin["line"], origin["layer"], origin["rank"], origin["clause"]) == (
        6,
        "amended",
        "amendment",
        "п. 1",
    )
    assert body["origins"]["municipality/timezone"]["layer"] == "sample"


def test_a_layer_of_the_command_line(configs, tmp_path):
    layer = tmp_path / "try.yaml"
    layer.write_text("format: 1\nid: try\nrank: what-if\nnorms: {reply: {within: {days: 2}}}\n", "utf-8")
    text = show("town", "--configs", configs, "--layer", layer, "--origins").stdout
    assert "days: 2" in text
    assert "try (проба)" in text


def test_an_invalid_profile_ends_with_2():
    result = show(BROKEN / "cases" / "unknown-key.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "«timezon»" in result.stderr
    assert show("nobody").exit_code == 2


def test_version_imports_nothing_heavy():
    code = (
        "import sys\nfrom poryadok.cli.main import main\nmain(['--version'])\nmain(['--help'])\n"
        "heavy = {'polars', 'jsonschema', 'jsonschema_rs', 'ruamel', 'rich', 'yaml', 'cerberus'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr.strip() == "[]"
