"""Exports as Windows makes them: what is read, what is left out, what is kept aside and why."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from log.mapping.mapping_world import HEAD, convert, csv_export, mapping, reasons, xlsx_export
from log.support import clock

GOOD = ("А-1", "02.05.2024 12:00", "", "kuzhmara", "Дороги", "", "")


def times(log: Any) -> list[int]:
    return log.frame["t"].to_list()


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv(tmp_path: Path, encoding: str, separator: str) -> None:
    row = (
        "А-1",
        "02.05.2024 12:00",
        "03.05.2024 09:00",
        "Кужмаринское поселение",
        " дороги ",
        "1 234,50",
        "закрыт",
    )
    log, made = convert(csv_export(tmp_path / "a.csv", [HEAD, row], encoding, separator))
    assert reasons(made) == []
    assert log.frame["id"].to_list() == ["kuzhmara/А-1/registered", "kuzhmara/А-1/answered"]
    # 12:00 and 09:00 by the municipality's clock, Moscow's: 2024-05-02T09:00Z and 2024-05-03T06:00Z
    assert times(log) == [1714640400, 1714716000]
    assert log.frame["sector"].to_list() == ["roads", None]
    assert log.frame["channel"].to_list() == ["incident", "incident"]
    assert log.frame["data"].to_list() == ['{"days":1234.5}', None]
    assert made.reports[0].delimiter == {"\t": "tab"}.get(separator, separator)


def test_the_zone_is_that_of_the_municipality_or_of_the_mapping(tmp_path: Path) -> None:
    rows = [HEAD, GOOD, ("А-2", "02.05.2024 12:00", "", "Городской округ Рефтинский", "", "", "")]
    path = csv_export(tmp_path / "a.csv", rows)
    # Yekaterinburg is two hours ahead of Moscow
    assert times(convert(path)[0]) == [1714640400, 1714640400 - 7200]
    fixed = mapping(dates={"formats": ["dd.mm.yyyy"], "timezone": "Europe/Moscow"})
    assert times(convert(path, by=fixed)[0]) == [1714640400, 1714640400]


def test_title_rows_numbers_of_columns_sums_and_repeated_headers(tmp_path: Path) -> None:
    rows = [
        ("Журнал за май", *[""] * 6),
        ("", *[""] * 6),
        ("НОМЕР", "Дата  создания:", "ДАТА ЗАКРЫТИЯ", "Муниципалитет", "Тема", "Дней", "Статус"),
        tuple("1234567"),
        GOOD,
        ("", *[""] * 6),
        ("Номер", "Дата  создания:", "ДАТА ЗАКРЫТИЯ", "Муниципалитет", "Тема", "Дней", "Статус"),
        ("А-2", "02.05.2024 13:00", "-", "kuzhmara", "", "", ""),
        ("А-3", "02.05.2024 13:00", "-", "kuzhmara", "", "", " ЧЕРНОВИК"),
        ("Итого:", "2", *[""] * 5),
    ]
    # the second header is not written as the first one is: it is a row that cannot be read
    log, made = convert(csv_export(tmp_path / "a.csv", rows))
    report = made.reports[0]
    assert (report.header, report.read, report.used, report.filtered, report.service) == (3, 6, 2, 1, 2)
    assert log.accepted == 2
    assert {line for line, _, _ in reasons(made)} == {7}
    rows[6] = rows[2]
    report = convert(csv_export(tmp_path / "a.csv", rows))[1].reports[0]
    assert (report.service, report.rejected) == (3, 0)


def test_a_sum_is_told_from_an_appeal_about_sums(tmp_path: Path) -> None:
    head = ("Тема", "Номер", "Дата создания", "Дата закрытия", "Муниципалитет")
    by = mapping(tables={"sectors": {"values": {}, "otherwise": "keep"}})
    rows = [
        head,
        ("Всего не перечислить", "А-1", "02.05.2024 12:00", "", "kuzhmara"),
        ("Всего 1", "", "", "", ""),
    ]
    # a sum may stand in the very column of the key; no date then stands in the row
    rows.append(("Итого", "1", "", "", ""))
    log, made = convert(csv_export(tmp_path / "a.csv", rows), by=by)
    assert (log.accepted, made.reports[0].service, made.reports[0].rejected) == (1, 2, 0)


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = [
        ("Номер", "Дата", "", "Муниципалитет"),
        ("", "создания", "закрытия", ""),
        ("А-1", clock(2024, 5, 2, 12), clock(2024, 5, 3, 9), "kuzhmara"),
    ]
    log, made = convert(xlsx_export(tmp_path / "a.xlsx", ("Лист1", rows)))
    assert (log.accepted, made.reports[0].header) == (2, 2)
    log, made = convert(
        csv_export(tmp_path / "a.csv", [*rows[:2], ("А-1", "02.05.2024 12:00", "", "kuzhmara")])
    )
    assert (log.accepted, made.reports[0].header) == (1, 2)


def test_a_title_right_above_the_header_is_no_part_of_it(tmp_path: Path) -> None:
    _, made = convert(csv_export(tmp_path / "a.csv", [("Журнал",), HEAD, ("", *GOOD[1:])]))
    assert made.reports[0].header == 2
    assert reasons(made) == [(3, "Номер", "empty-cell")]


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    """Dates as dates, numbers and text in one column; 45414.5 is noon of 2 May 2024 (45292 is 1 January)."""
    rows = [
        (None, None),
        (None, "Номер", "Дата создания", "Дата закрытия", "Муниципалитет", "Дней"),
        (None, 101, clock(2024, 5, 2, 12), None, "kuzhmara", 30),
        (None, "1\u00a0002", 45414.5, "–", "kuzhmara", "2\u202f000,5"),
        (None,),
        (None, "103", "02.05.2024 12:00", None, "kuzhmara", 2.5),
    ]
    log, made = convert(xlsx_export(tmp_path / "a.xlsx", ("Лист1", rows)))
    assert reasons(made) == []
    assert times(log) == [1714640400] * 3
    assert log.frame["case"].to_list() == ["101", "1002", "103"]
    assert log.frame["data"].to_list() == ['{"days":30}', '{"days":2000.5}', '{"days":2.5}']
    assert made.kept[0]["_line"].to_list() == [3, 4, 6]


def test_what_is_wrong_in_a_workbook(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        HEAD,
        ("А-1", date(2024, 5, 2), None, "kuzhmara"),
        ("А-2", "=NA()", None, "kuzhmara"),
        ("А-3", clock(2024, 5, 2, 12), "=A1+1", "kuzhmara"),
        (),
        ("А-4", "31.02.2024 12:00", "скоро", "kuzmara"),
        ("А-5", "02.05.24 12:00", None, None),
        (None, "02.05.2024 12:00", None, "kuzhmara", "Парк"),
        ("А-6", "26.10.2014 01:30", None, "kuzhmara"),
        ("А-7", None, None, "kuzhmara"),
        ("А-8", "02.05.2300 12:00", None, "kuzhmara", None, "много"),
        ("А-9", clock(2024, 5, 2, 12), "в работе", "kuzhmara", None, None, "в работе"),
    ]
    log, made = convert(xlsx_export(tmp_path / "a.xlsx", ("Лист1", rows)))
    assert reasons(made) == [
        (2, "Дата создания", "no-time"),
        (3, "Дата создания", "cell-error"),
        (4, "Дата закрытия", "cell-error"),
        (6, "Дата закрытия", "bad-date"),
        (6, "Дата создания", "no-such-day"),
        (6, "Муниципалитет", "unknown-place"),
        (7, "Дата создания", "short-year"),
        (7, "Муниципалитет", "empty-cell"),
        (8, "Номер", "empty-cell"),
        (8, "Тема", "not-in-table"),
        (9, "Дата создания", "not-on-clock"),
        (10, "", "no-events"),
        (11, "Дата создания", "date-out-of-range"),
        (11, "Дней", "not-a-number"),
    ]
    # the closing date of the last row is not looked at: its condition does not hold
    assert log.frame["case"].to_list() == ["А-9"]


def test_dates_without_a_time(tmp_path: Path) -> None:
    path = xlsx_export(
        tmp_path / "a.xlsx", ("Лист1", [HEAD, ("А-1", date(2024, 5, 2), "03.05.2024", "kuzhmara")])
    )
    midnight = 1714640400 - 12 * 3600
    for no_time, seconds, closed in (
        ("start-of-day", 0, 86_400),
        ("end-of-day", 86_399, 2 * 86_400 - 1),
        ("09:30", 34_200, 86_400 + 34_200),
    ):
        log, made = convert(path, by=mapping(dates={"formats": ["dd.mm.yyyy"], "no_time": no_time}))
        assert times(log) == [midnight + seconds, midnight + closed]
        assert made.reports[0].assumed == 2


def test_sheets(tmp_path: Path) -> None:
    rows = [HEAD, GOOD]
    other = [("ФИО", "Телефон"), ("x", "y")]
    log, made = convert(xlsx_export(tmp_path / "a.xlsx", ("Люди", other), ("Данные", rows), ("Пустой", [])))
    assert (log.accepted, made.reports[0].sheet) == (1, "Данные")
    two = xlsx_export(tmp_path / "b.xlsx", ("Май", rows), ("Июнь", rows))
    assert [one.rule for one in convert(two)[0].findings] == ["export.several-sheets"]
    assert convert(two, by=mapping(source={"sheet": "ИЮНЬ"}))[1].reports[0].sheet == "Июнь"
    assert [one.rule for one in convert(two, by=mapping(source={"sheet": "Июль"}))[0].findings] == [
        "export.no-sheet"
    ]
    hidden = xlsx_export(tmp_path / "c.xlsx", ("Люди", other), ("Тайна", rows), hidden=["Тайна"])
    assert [one.rule for one in convert(hidden)[0].findings] == ["export.hidden-sheet"]
    assert convert(hidden, by=mapping(source={"sheet": "Тайна"}))[0].accepted == 1
    empty = xlsx_export(tmp_path / "d.xlsx", ("Пустой", []))
    assert [one.rule for one in convert(empty)[0].findings] == ["export.empty"]


def test_headers_that_cannot_be_used(tmp_path: Path) -> None:
    short = csv_export(tmp_path / "a.csv", [("Номер", "Дата созд.", "Муниципалитет"), ("1", "2", "3")])
    findings = {one.args["id"]: one for one in convert(short)[0].findings}
    assert {name: one.rule for name, one in findings.items()} == {
        "created": "export.missing-column",
        "closed": "export.missing-column",
    }
    assert findings["created"].args["suggestion"] == "«Дата созд.»"
    twice = csv_export(tmp_path / "b.csv", [(*HEAD, "Дата создания"), (*GOOD, "")])
    findings = convert(twice)[0].findings
    assert [(one.rule, one.args["at"]) for one in findings] == [("export.repeated-column", "2, 8")]
    # a repeated header that the mapping does not use is nobody's business
    assert convert(csv_export(tmp_path / "c.csv", [(*HEAD, "Х", "Х"), (*GOOD, "", "")]))[0].accepted == 1
    no = csv_export(tmp_path / "d.csv", [("Имя", "Фамилия"), ("Тест", "Тестов")])
    (finding,) = convert(no)[0].findings
    assert finding.rule == "export.no-header" and "Тест" not in str(finding.args)
    place = csv_export(tmp_path / "e.csv", [HEAD[:3], GOOD[:3]])
    assert [one.rule for one in convert(place)[0].findings] == ["export.no-municipality"]
    deep = csv_export(tmp_path / "f.csv", [("", *[""] * 6)] * 40 + [HEAD, GOOD])
    assert [one.rule for one in convert(deep)[0].findings] == ["export.no-header"]
    assert convert(deep, by=mapping(source={"header_within": 50}))[0].accepted == 1


@pytest.mark.parametrize(
    ("written", "read", "why"),
    [
        ("utf-8", "cp1251", "utf8-as-cp1251"),
        ("cp1251", "latin-1", "cp1251-as-latin1"),
        ("cp866", "cp1251", "cp866"),
        ("koi8-r", "cp1251", "koi8-r"),
    ],
)
def test_text_in_a_wrong_encoding(tmp_path: Path, written: str, read: str, why: str) -> None:
    """Written in one encoding, opened in another, saved: in a workbook or a CSV."""
    spoilt = [[cell.encode(written).decode(read, "replace") for cell in row] for row in (HEAD, GOOD)]
    path = xlsx_export(tmp_path / "a.xlsx", ("Лист1", spoilt))
    (finding,) = convert(path)[0].findings
    assert (finding.rule, finding.args["why"]) == ("export.garbled", why)


def test_encodings_that_are_said_or_refused(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", [HEAD, GOOD])
    assert [one.rule for one in convert(path, by=mapping(source={"encoding": "utf-8"}))[0].findings] == [
        "export.encoding"
    ]
    assert convert(path, by=mapping(source={"encoding": "cp1251", "delimiter": ";"}))[0].accepted == 1
    wide = csv_export(tmp_path / "b.txt", [HEAD, GOOD], "utf-16", "\t")
    assert [one.rule for one in convert(wide)[0].findings] == ["export.encoding"]
    utf = csv_export(tmp_path / "c.csv", [HEAD, GOOD], "utf-8")
    assert [one.rule for one in convert(utf, by=mapping(source={"encoding": "cp1251"}))[0].findings] == [
        "export.encoding"
    ]


def test_rows_of_csv_that_are_no_rows(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", [HEAD, GOOD, ("А-2", "02.05.2024"), ("А\n3", *GOOD[1:]), GOOD])
    path.write_bytes(path.read_bytes() + 'А-9;"не закрыта;;;;;\r\n'.encode("cp1251"))
    log, made = convert(path)
    assert reasons(made) == [(3, "", "short-row"), (7, "", "unclosed-quote")]
    # a text of two lines is one cell; the row that comes twice says the same, so it counts once
    assert log.frame["case"].to_list() == ["А-1", "А 3"]
    assert (log.read, log.duplicates) == (3, 1)
    # what stands in a broken line may name people
    assert all(one.value in ("", "2") for one in made.quarantine.rejections)


def test_garbled_cells(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", [HEAD, GOOD])
    path.write_bytes(path.read_bytes().replace("А-1".encode("cp1251"), b"\x98-1"))
    assert reasons(convert(path)[1]) == [(2, "Номер", "garbled-text")]


def test_the_quarantine_names_the_column(tmp_path: Path) -> None:
    by = mapping(
        events={
            "any": {"type": {"column": "state"}, "time": "created", "fields": {"period": {"column": "topic"}}}
        }
    )
    rows = [HEAD, (*GOOD[:4], "2024-13", "", "apeal.registered"), (*GOOD[:4], "", "", "")]
    log, made = convert(csv_export(tmp_path / "a.csv", rows), by=by)
    assert [(one.line, one.field, one.head, one.reason) for one in log.rejections] == [
        (2, "type", "Статус", "unknown-type"),
        (2, "period", "Тема", "bad-period"),
    ]
    assert reasons(made) == [(3, "Статус", "empty-cell")]


def test_cells_of_people_are_never_shown(tmp_path: Path) -> None:
    by = mapping(
        columns={"number": ["Номер"], "created": ["Дата рождения заявителя"], "place": ["ФИО автора"]},
        events={"any": {"type": "appeal.registered", "time": "created"}},
        rows={},
    )
    rows = [("Номер", "Дата рождения заявителя", "ФИО автора"), ("1", "вчера", "Примеров Пример")]
    _, made = convert(csv_export(tmp_path / "a.csv", rows), by=by)
    assert [one.value for one in made.quarantine.rejections] == ["…", "…"]
    assert "Пример" not in str(made.quarantine.rejections).replace("ФИО автора", "")


def test_conditions(tmp_path: Path) -> None:
    rows = [
        HEAD,
        *(
            (f"А-{at}", *GOOD[1:6], state)
            for at, state in enumerate(["", "Новый", "НОВАЯ жалоба", "Закрыт ёлка"])
        ),
    ]
    path = csv_export(tmp_path / "a.csv", rows)

    def cases(keep: dict[str, Any]) -> str:
        return "".join(convert(path, by=mapping(rows={"keep": keep}))[0].frame["case"].str.slice(2).to_list())

    assert cases({"state": "новый"}) == "1"
    assert cases({"state": ["новый", "Закрыт елка"]}) == "13"
    assert cases({"state": {"not": "Новый"}}) == "023"
    assert cases({"state": {"starts": "нов"}}) == "12"
    assert cases({"state": {"contains": ["жалоб", "ёлк"]}}) == "23"
    assert cases({"state": {"filled": True}}) == "123"
    assert cases({"state": {"filled": False}}) == "0"
    assert cases({"state": {"not": "Новый"}, "number": {"not": ["А-0"]}}) == "23"


def test_old_mac_dates(tmp_path: Path) -> None:
    """In a book that counts from 1904 the same day has a number smaller by 1462."""
    rows = [HEAD, ("А-1", 45414.5 - 1462, None, "kuzhmara")]
    path = xlsx_export(tmp_path / "a.xlsx", ("Лист1", rows))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
            new.writestr(name, data)
    assert times(convert(tmp_path / "b.xlsx")[0]) == [1714640400]


def test_ids_and_digests(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", [HEAD, GOOD, ("А-1", "02.05.2024 13:00", *GOOD[2:])])
    log, _ = convert(path)
    # one key, two stories: neither is believed
    assert [(one.line, one.reason) for one in log.rejections] == [
        (2, "conflicting-id"),
        (3, "conflicting-id"),
    ]
    by_date = mapping(key=["number", "created"])
    log, _ = convert(path, by=by_date)
    assert log.frame["id"].to_list() == [
        "kuzhmara/А-1/2024-05-02T12:00:00/registered",
        "kuzhmara/А-1/2024-05-02T13:00:00/registered",
    ]


def test_the_mapping_is_part_of_the_digest(tmp_path: Path) -> None:
    path = csv_export(tmp_path / "a.csv", [HEAD, GOOD])
    other = replace(mapping(), digest="1" * 64)
    assert convert(path)[0].digest != convert(path, by=other)[0].digest


def test_names_that_columns_and_events_may_have(tmp_path: Path) -> None:
    """A column called `time`, an event called `key`: rejected rows are explained all the same."""
    by = mapping(
        columns={"time": ["Дата"], "due": ["Срок"], "type": ["Вид"]},
        key=["time", "due", "type"],
        municipality="kuzhmara",
        fields={"case": {"column": "type"}},
        rows={},
        events={"key": {"type": "appeal.registered", "time": "time"}},
    )
    rows = [
        ("Дата", "Срок", "Вид"),
        ("02.05.2024 12:00", "x", "А"),
        ("02.05.2024", "y", "#REF!"),
        ("z", "", "Б"),
    ]
    log, made = convert(csv_export(tmp_path / "a.csv", rows), by=by)
    assert log.frame["id"].to_list() == ["kuzhmara/2024-05-02T12:00:00/x/А/key"]
    assert reasons(made) == [
        (3, "Вид", "cell-error"),
        (3, "Дата", "no-time"),
        (4, "Дата", "bad-date"),
        (4, "Срок", "empty-cell"),
    ]
