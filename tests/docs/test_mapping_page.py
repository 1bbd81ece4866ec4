"""docs/mapping.md names every key and every reason; its mapping is sound; its commands run."""

import shlex
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from docs.support import DOCS, ROOT, fenced
from poryadok.cli.main import cli
from poryadok.log.mapping.dates import FORMATS
from poryadok.norms.library import Library
from poryadok.norms.schema import schema_of
from poryadok.onboard.mapping.load import load_mapping
from poryadok.report.row_reasons import ROW_REASONS

PAGE = DOCS / "mapping.md"
TEXT = PAGE.read_text(encoding="utf-8")


def _keys(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_keys, node))
    if not isinstance(node, dict):
        return set()
    own = set(node.get("properties") or {})
    return own.union(*map(_keys, node.values()))


def test_every_key_reason_and_format_is_named() -> None:
    fields = set(schema_of(("mapping", ""))["$defs"]["fields"]["properties"])
    names = [*(_keys(schema_of(("mapping", ""))) - fields), *FORMATS]
    assert [name for name in names if name not in TEXT] == []
    assert [name for name in ROW_REASONS if f"| `{name}` |" not in TEXT] == []


def test_the_mapping_is_sound(tmp_path: Path) -> None:
    (text,) = fenced(PAGE, "yaml")
    path = tmp_path / "nash-zhurnal.yaml"
    path.write_text(text, encoding="utf-8")
    library = Library.open()
    assert load_mapping(path, library.vocabulary.event_types, library.ids()).findings == ()


def test_the_commands_run(tmp_path: Path, monkeypatch: Any) -> None:
    """As they stand on the page, in a folder with the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    lines = [line for line in TEXT.splitlines() if line.strip().startswith("poryadok ")]
    codes = [CliRunner().invoke(cli, shlex.split(line.strip())[1:]).exit_code for line in lines]
    # the last one checks, and the example journal has breaches
    assert codes == [0, 0, 0, 0, 1]
    assert {one.name for one in tmp_path.iterdir()} == {
        "examples",
        "nash-zhurnal.yaml",
        "zhurnal.jsonl",
        "otkloneno.csv",
    }
