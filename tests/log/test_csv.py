"""CSV as it comes out of spreadsheets: quotes, short and long rows, blank rows, odd encodings."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from log.support import read, reasons
from poryadok.log.csvfile import read_csv
from poryadok.log.record import LINE_LIMIT

HEAD = "id;time;type;municipality;case;actor\n"
ROW = "{};2024-05-02T12:00:00+03:00;appeal.registered;kuzhmara;c1;{}\n"


def write(path: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path.write_bytes((head + "".join(rows)).encode(encoding))
    return path


def test_quotes(tmp_path: Path) -> None:
    rows = [
        ROW.format("e1", '"а; ""б"""'),
        ROW.format("e2", 'ООО "Ромашка"'),
        ROW.format("e3", '"первая\nвторая;с;разделителями;и;ещё\nтретья"'),
        ROW.format("e4", '""'),
        ROW.format("e5", "так"),
    ]
    log = read(write(tmp_path / "log.csv", *rows))
    assert not log.rejections
    assert log.frame["actor"].to_list() == [
        'а; "б"',
        'ООО "Ромашка"',
        "первая\nвторая;с;разделителями;и;ещё\nтретья",
        None,
        "так",
    ]


def test_row_that_looks_whole_inside_a_cell(tmp_path: Path) -> None:
    """A line in the middle of a quoted cell is no record, whatever it looks like."""
    inner = ROW.format("e2", "x")
    log = read(write(tmp_path / "log.csv", ROW.format("e1", f'"a\n{inner}"'), ROW.format("e3", "y")))
    assert log.frame["id"].to_list() == ["e1", "e3"]
    assert log.read == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("e9;2024-05-02T12:00:00+03:00;appeal.registered;kuzhmara;c1\n", "short-row"),
        ("e9\n", "short-row"),
        (ROW.format("e9", "x;y"), "long-row"),
        (ROW.format("e9", '"x'), "unclosed-quote"),
        (ROW.format("e9", '"x"y'), "bad-quote"),
        (ROW.format("e9", "a\0b"), "nul-character"),
        (ROW.format("e9", '"a\0b"'), "nul-character"),
        (ROW.format("e9", "x" * LINE_LIMIT), "line-too-long"),
        ('"e9;x"\n', "short-row"),
    ],
)
def test_bad_row(tmp_path: Path, row: str, reason: str) -> None:
    log = read(write(tmp_path / "log.csv", ROW.format("e1", ""), "\n", row, ROW.format("e2", "x")))
    assert reasons(log) == [(4, "", reason)]
    assert log.frame["id"].to_list() == ["e1", "e2"]
    assert log.read == 3


def test_blank_rows_are_no_records(tmp_path: Path) -> None:
    log = read(write(tmp_path / "log.csv", "\n", " ; ;;;;\n", ROW.format("e1", ""), ";;;;;\r\n", "   "))
    assert (log.read, log.accepted) == (1, 1)


def test_windows_line_ends_and_nameless_columns(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes((HEAD.strip() + ";;\r\n" + ROW.format("e1", "x").strip() + ";;\r\n").encode("cp1251"))
    log = read(path)
    assert log.frame["actor"].to_list() == ["x"]


def test_values_are_kept_as_written(tmp_path: Path) -> None:
    head = "id;time;type;municipality;case;data.a;data.b;data.c;data.d\n"
    row = '007; 2024-05-02T12:00:00Z;appeal.registered;kuzhmara; 00123 ;00123;12.50;true;x"y\n'
    good = row.replace("; 2024", ";2024")
    log = read(write(tmp_path / "log.csv", row.replace("007", "8"), good, head=head))
    assert reasons(log) == [(2, "time", "bad-time")]
    assert log.frame["id"].to_list() == ["007"] and log.frame["case"].to_list() == [" 00123 "]
    assert log.frame["data"].to_list() == ['{"a":"00123","b":12.5,"c":true,"d":"x\\"y"}']


@pytest.mark.parametrize(
    ("head", "rules"),
    [
        ("id;time;type;municipality;case;case\n", ["log.repeated-column"]),
        (
            "id;time;typ;municipality;case;x\n",
            ["log.missing-column", "log.unknown-column", "log.unknown-column"],
        ),
        ("номер;дата\n", ["log.not-a-log"]),
        ("id;time;type;municipality;data;data.days\n", ["log.data-twice"]),
        ("id;time;type;municipality;data.a.b;data.\n", ["log.unknown-column"] * 2),
    ],
)
def test_bad_header(tmp_path: Path, head: str, rules: list[str]) -> None:
    log = read(write(tmp_path / "log.csv", ROW.format("e1", "x"), head=head, encoding="cp1251"))
    assert sorted(one.rule for one in log.findings) == rules
    assert log.read == 0
    if "typ;" in head:
        assert {one.args.get("suggestion") for one in log.findings} == {None, "type", ""}


@pytest.mark.parametrize("text", ["", "\n\n", HEAD])
def test_file_without_events(tmp_path: Path, text: str) -> None:
    log = read(write(tmp_path / "log.csv", head=text))
    assert (log.read, log.findings) == (0, [])


def test_utf16_is_named(tmp_path: Path) -> None:
    log = read(write(tmp_path / "log.csv", ROW.format("e1", "x"), encoding="utf-16"))
    assert [one.rule for one in log.findings] == ["log.encoding"]


CELL = st.text(st.sampled_from('ab";,\t\n\r яё'), max_size=8)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL), max_size=8),
    st.sampled_from(";,\t"),
    st.booleans(),
    st.sampled_from([80, 1 << 20]),
)
def test_cells_come_back(cells: list[tuple[str, str]], separator: str, always: bool, size: int) -> None:
    """Whatever the standard writer writes is read back, whatever the blocks."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(
                handle, delimiter=separator, quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL
            )
            writer.writerow(["id", "time", "type", "municipality", "case", "actor"])
            writer.writerows(["e", "t", "y", "m", *pair] for pair in cells)
        pieces = list(read_csv(str(path), size))
    assert not any(piece.refused or piece.findings for piece in pieces)
    rows = [
        row
        for piece in pieces
        if piece.frame is not None
        for row in piece.frame.select("case", "actor").rows()
    ]
    assert [(one or "", other or "") for one, other in rows] == cells


@pytest.mark.parametrize("size", [64, 150, 1000])
def test_blocks_do_not_show(tmp_path: Path, size: int) -> None:
    """Rows that cross the edge of a block, and rows held back at the end."""
    rows = []
    for at in range(40):
        rows.append(ROW.format(f"e{at}", '"a\nb ""\n\nc"' if at % 3 else "plain"))
        if at % 10 == 9:
            rows.append("short\n")
    path = write(tmp_path / "log.csv", *rows, '"never closed\n', "id;x\n")
    pieces = list(read_csv(str(path), size))
    ids = [one for piece in pieces if piece.frame is not None for one in piece.frame["id"].to_list()]
    assert ids == [f"e{at}" for at in range(40)]
    refused = [one[1] for piece in pieces for one in piece.refused]
    assert sorted(refused) == ["short-row"] * 5 + ["unclosed-quote"]
    lines = [one for piece in pieces if piece.frame is not None for one in piece.frame["_line"].to_list()]
    assert lines == sorted(lines) and lines[:3] == [2, 3, 7]
