"""The loader: what it reads, where it says things stand, and what it refuses."""

from pathlib import Path

import pytest

from poryadok.norms.yaml_text import MAX_BYTES, load_path, load_text


def only_rule(text: str) -> tuple[str, int, int]:
    loaded = load_text(text, "f.yaml")
    assert loaded.doc == {}
    (finding,) = loaded.findings
    return finding.rule, finding.spans[0].line, finding.spans[0].column


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("01701000", "01701000"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2024-04-27", "2024-04-27"),
        ("True", "True"),
        ("'5'", "5"),
        ("5", 5),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("99999999999999999999999", "99999999999999999999999"),
        ("٣", "٣"),
    ],
)
def test_scalars_are_typed_by_our_own_rules(text, value):
    loaded = load_text(f"a: {text}\n", "f.yaml")
    assert loaded.findings == ()
    assert loaded.doc["a"] == value
    assert type(loaded.doc["a"]) is type(value)


def test_marks_count_characters_from_one():
    loaded = load_text("ж:\n  ключ: [a, 'б']\n", "f.yaml")
    mark = loaded.marks[("ж", "ключ")]
    assert (mark.line, mark.column, mark.key_length) == (2, 3, 4)
    assert (mark.value_line, mark.value_column) == (2, 9)
    item = loaded.marks[("ж", "ключ", "1")]
    assert (item.line, item.column, item.length) == (2, 13, 3)


def test_crlf_and_bom_move_nothing(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeffа: 1\r\nб: 2\r\n".encode())
    loaded = load_path(path, "f.yaml")
    assert loaded.doc == {"а": 1, "б": 2}
    assert loaded.marks[("а",)][:2] == (1, 1)
    assert loaded.marks[("б",)][:2] == (2, 1)


def test_duplicate_keys_name_both_places():
    (finding,) = load_text("a:\n  b: 1\n  c: 2\n  b: 3\n", "f.yaml").findings
    assert finding.rule == "yaml.duplicate-key"
    assert finding.path == ("a", "b")
    assert [(span.line, span.column) for span in finding.spans] == [(4, 3), (2, 3)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_brackets_do_not_crash(opening):
    rule, line, _ = only_rule("a:\n  " + opening * 100_000)
    assert rule == "yaml.too-deep"
    assert line == 2


def test_many_values_are_refused(monkeypatch):
    monkeypatch.setattr("poryadok.norms.yaml_walk.MAX_EVENTS", 100)
    assert only_rule("a: [" + "1," * 200 + "]")[0] == "yaml.too-many-values"


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("", "yaml.empty", 0, 0),
        ("# только слова\n", "yaml.empty", 0, 0),
        ("---\n...\n", "yaml.empty", 2, 1),
        ("- a\n", "yaml.not-a-map", 1, 1),
        ("текст\n", "yaml.not-a-map", 1, 1),
        ("a: \x01\n", "yaml.control-character", 1, 4),
        ("a: &x [1, *x]\n", "yaml.anchor", 1, 4),
        ("&x a: 1\n", "yaml.anchor", 1, 1),
        ("? [a]\n: 1\n", "yaml.key-not-text", 1, 3),
        ("null: 1\n", "yaml.key-not-text", 1, 1),
        ("a: 1\n b: 2\n", "yaml.colon", 2, 3),
        ("a: %\n", "yaml.syntax", 1, 4),
    ],
)
def test_refused(text, rule, line, column):
    assert only_rule(text) == (rule, line, column)


def test_a_file_in_another_encoding_says_where(tmp_path: Path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: 1\nb: " + "ж".encode("cp1251"))
    (finding,) = load_path(path, "f.yaml").findings
    assert finding.rule == "yaml.not-utf8"
    assert (finding.spans[0].line, finding.spans[0].column) == (2, 4)
    assert finding.args["byte"] == "0xE6"


def test_files_that_cannot_be_read(tmp_path: Path):
    assert load_path(tmp_path / "no.yaml", "no.yaml").findings[0].rule == "file.missing"
    assert load_path(tmp_path, "folder").findings[0].rule == "file.unreadable"
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    assert load_path(big, "big.yaml").findings[0].rule == "yaml.too-large"


def test_surrogates_in_a_text_do_not_crash():
    assert load_text("a: \ud800\n", "f.yaml").doc == {"a": "\ufffd"}
