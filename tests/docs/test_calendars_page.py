"""The examples of docs/calendars.md load as calendars."""

import re
from datetime import date
from pathlib import Path

from docs.support import DOCS, fenced
from poryadok.clock.calendars import load_calendars
from poryadok.data import data_root

BUNDLED = data_root() / "configs" / "calendars"


def test_the_examples_load(tmp_path: Path) -> None:
    for text in fenced(DOCS / "calendars.md", "yaml"):
        found = re.match(r"# файл: (\S+)\n", text)
        assert found is not None
        path = tmp_path / found[1]
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    calendars = load_calendars([tmp_path, BUNDLED])
    assert 2031 in calendars["ru"].years
    assert not calendars["ru"].is_working(date(2031, 3, 7))
    assert calendars["ru"].is_working(date(2026, 4, 21))
    assert not calendars["primer"].is_working(date(2026, 4, 21))
    assert calendars["primer"].years == calendars["ru"].years


def test_the_years_named_on_the_page_are_those_shipped() -> None:
    years = sorted(int(path.stem) for path in (BUNDLED / "ru").glob("*.yaml"))
    assert f"с {years[0]} по {years[-1]} год" in (DOCS / "calendars.md").read_text(encoding="utf-8")
