"""Proposed mappings: what is told by evidence, what stays open, what is never copied."""

from pathlib import Path
from typing import Any

import pytest

from log.mapping.mapping_world import csv_export, xlsx_export
from log.support import clock
from poryadok.log.mapping.places import Places
from poryadok.norms.library import Library
from poryadok.onboard.mapping.load import LoadedMapping, load_mapping, mapping_files
from poryadok.onboard.mapping.propose import Known, Proposal, propose
from poryadok.onboard.mapping.translit import slug

LIBRARY = Library.open()
PLACES = Places({"kilemar": "Europe/Moscow"}, {"килемарский муниципальный округ": "kilemar"})
HEAD = (
    "№ п/п",
    "Номер инцидента",
    "Дата создания",
    "Дата закрытия",
    "Муниципалитет",
    "Группа тем",
    "ФИО автора",
    "Примечание",
)


def known(*names: str) -> list[Known]:
    files = mapping_files(LIBRARY.roots())
    loaded = [
        load_mapping(files[name], LIBRARY.vocabulary.event_types)
        for name in names or ("incident-management", "appeals-journal")
    ]
    return [Known(one.mapping, one.text.doc) for one in loaded if one.mapping]


def proposed(path: Path, learn: list[Known] | None = None) -> tuple[Proposal, LoadedMapping]:
    made = propose(
        str(path), "sample", known() if learn is None else learn, PLACES, LIBRARY.vocabulary.sectors
    )
    assert isinstance(made, Proposal)
    file = path.with_name("sample.yaml")
    file.write_text(made.text, encoding="utf-8")
    loaded = load_mapping(file, LIBRARY.vocabulary.event_types)
    # whatever is proposed is right but for what is left open
    assert {one.rule for one in loaded.findings} <= {"mapping.undecided"}
    assert len(loaded.findings) == made.holes
    again = propose(
        str(path), "sample", known() if learn is None else learn, PLACES, LIBRARY.vocabulary.sectors
    )
    assert again == made
    return made, loaded


def rows(
    *dates: Any, place: str = "Килемарский муниципальный округ", group: str = "Дороги"
) -> list[tuple[Any, ...]]:
    body = [
        (at, f"И-{at}", one, "", place, group, "Примеров Пример", "тайна") for at, one in enumerate(dates, 1)
    ]
    return [("Отчёт",), HEAD, *body, ("Итого", len(body))]


def test_nothing_is_left_open_where_all_is_plain(tmp_path: Path) -> None:
    made, loaded = proposed(csv_export(tmp_path / "a.csv", rows("02.05.2024 12:00", "13.05.2024 12:00")))
    assert (made.like, made.holes) == ("incident-management", 0)
    mapping = loaded.mapping
    assert mapping is not None
    assert mapping.formats == ("dd.mm.yyyy",)
    assert set(mapping.columns) == {"number", "created", "closed", "place", "group"}
    assert [event.name for event in mapping.events] == ["received", "answered"]
    assert "шапка в строке 2" in made.text
    assert "dd.mm.yyyy – 2; со временем – 2" in made.text
    assert "«ФИО автора»" in made.text and "«Примечание»" in made.text
    assert "Пример " not in made.text and "тайна" not in made.text


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2024 10:00", "05/06/2024 10:00"], "РЕШИТЬ"),
        (["03/04/2024 10:00", "25/06/2024 10:00"], "dd/mm/yyyy"),
        (["03/04/2024 10:00", "06/25/2024 10:00"], "mm/dd/yyyy"),
        (["13/04/2024 10:00", "06/25/2024 10:00"], "РЕШИТЬ"),
        (["2024-05-02 10:00"], "yyyy-mm-dd"),
    ],
)
def test_day_and_month_are_never_guessed(tmp_path: Path, dates: list[str], expected: str) -> None:
    made, _ = proposed(csv_export(tmp_path / "a.csv", rows(*dates)))
    assert f"formats: [{expected}]" in made.text.replace("'", "")
    assert made.holes == (expected == "РЕШИТЬ")


def test_dates_without_a_time_are_asked_about(tmp_path: Path) -> None:
    made, loaded = proposed(csv_export(tmp_path / "a.csv", rows("02.05.2024 12:00", "13.05.2024")))
    assert "без времени 1 из 2" in made.text
    assert [one.path for one in loaded.findings] == [("dates", "no_time")]
    # a real date of a workbook at midnight has no time either
    made, _ = proposed(
        xlsx_export(tmp_path / "b.xlsx", ("Лист1", rows(clock(2024, 5, 2), clock(2024, 5, 2, 1))))
    )
    assert "без времени 1 из 2" in made.text and "excel" in made.text


def test_values_that_are_not_known_are_asked_about(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", rows("02.05.2024 12:00", place="Килемары", group="Парки"))
    _, loaded = proposed(path)
    assert [one.path for one in loaded.findings] == [
        ("tables", "places", "values", "Килемары"),
        ("tables", "sectors", "values", "Парки"),
    ]
    # «земля и недвижимость» is the title of a sector in the vocabulary
    made, _ = proposed(csv_export(tmp_path / "b.csv", rows("02.05.2024 12:00", group="Земля и недвижимость")))
    assert "Земля и недвижимость: land" in made.text and made.holes == 0


def test_an_export_like_no_other(tmp_path: Path) -> None:
    table = [
        ("Код", "Принято в работу", "Исполнено", "Телефон"),
        ("7", "02.05.2024 12:00", "", "8"),
        ("8", "03.05.2024 12:00", "", "9"),
    ]
    made, loaded = proposed(csv_export(tmp_path / "a.csv", table))
    assert made.like == ""
    assert ("events", "prinyato-v-rabotu", "type") in [one.path for one in loaded.findings]
    assert ("municipality",) in [one.path for one in loaded.findings]
    assert "telefon" not in made.text and "«Телефон»" in made.text


def test_headers_that_would_break_yaml(tmp_path: Path) -> None:
    table = [
        ("№: #1", "{Дата} создания", "- да", "yes", "Номер\nкарты"),
        ("1", "02.05.2024 12:00", "x", "y", "z"),
    ]
    _, loaded = proposed(csv_export(tmp_path / "a.csv", table))
    names = [body if isinstance(body, str) else body[0] for body in loaded.text.doc["columns"].values()]
    assert names == ["№: #1", "{Дата} создания", "- да", "yes", "Номер карты"]


def test_files_for_which_nothing_is_proposed(tmp_path: Path) -> None:
    (tmp_path / "a.xes").write_text("<log/>", encoding="utf-8")
    (tmp_path / "a.docx").touch()
    (tmp_path / "a.csv").touch()
    found = [propose(str(tmp_path / name), "x", [], PLACES, {}) for name in ("a.xes", "a.docx", "a.csv")]
    assert [one[0].rule for one in found if isinstance(one, tuple)] == [
        "export.has-mapping",
        "export.format",
        "export.empty",
    ]


def test_latin_names() -> None:
    assert slug("Дата закрытия (план)") == "data-zakrytiya-plan"
    assert slug("2024 год") == "god"
    assert slug("№") == ""
