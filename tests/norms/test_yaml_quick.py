"""Two ways of reading a text: what the quick walk reads is what the careful one reads, places and all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from poryadok.norms import yaml_text, yaml_walk
from poryadok.norms.yaml_quick import quick_doc
from poryadok.norms.yaml_text import Marks, YamlText, load_path, load_text

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("configs", "tests", "examples", "docs", "engine")
    for path in (ROOT / folder).rglob("*.y*ml")
    if path.is_file()
)

# what YAML is made of, and what a slip makes of it
PIECES = (
    *("a", "б", "kind", "null", "true", "~", "-3", "1.5", "010", "<<", "12:30", "слово два", "2024-04-27"),
    *(": ", ":", "- ", "-", "? ", "?", ", ", ",", "[", "]", "{", "}", "&x ", "*x", "!t ", "!", "%", "@", "`"),
    *(
        "'",
        '"',
        "''",
        "\\n",
        "\\x",
        "|\n",
        ">-\n",
        "|2",
        "#",
        " # c",
        "---\n",
        "...\n",
        "--- ",
        "%YAML 1.1\n",
    ),
    *("\n", "\n ", "\n  ", "\n    ", "\n- ", "\n  - ", "\r\n", "\r", "\t", " ", "\x85", "\u2028", "\x01"),
    *("\ufeff", "\ufffe", "\ud800", "🙂", "a: 1\n", "b:\n  c: 2\n", "a: [1, {b: c}]\n", "'к': \"\\u0431\"\n"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)

# lines as they stand in municipalities' files, nearly so, or not at all
BARE = (
    "слово",
    "два слова",
    "5",
    "010",
    "true",
    "null",
    "2025-11-01",
    "а/б-в",
    "«ёж» (да)",
    "№ 7",
    "it's",
    "x,",
)
ODD = (
    "а: б",
    "а #б",
    "а ",
    "-3",
    "'к: #в'",
    "'не''т'",
    "''",
    "'а",
    '"к"',
    "[а]",
    "? а",
    "- а",
    "&а",
    "1.5",
    "~",
    "|",
)
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "  ", "  ", "    ", " ", "      "]),
    st.sampled_from(
        ["- ", "a: ", "b: ", "c:", "d:", "e-f.g_1: ", "null: ", "# ", "- a: ", "a :", "-", "", "б: "]
    ),
    st.sampled_from(["", "", *BARE, *BARE, *ODD]),
)
LINED = st.tuples(st.lists(LINES, max_size=9), st.sampled_from(["\n", "\n", "\n\n", "\r\n"])).map(
    lambda pair: pair[1].join(pair[0])
)

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(allow_nan=False)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=6) | st.sampled_from(["a", "б", "null", "<<", "1"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, "'", '"', "|"]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([20, 80]),
        "indent": st.sampled_from([2, 4]),
    }
)


def carefully(text: str, monkeypatch: pytest.MonkeyPatch) -> YamlText:
    """What is read where the quick walk never knows."""
    with monkeypatch.context() as patch:
        patch.setattr(yaml_text, "quick_doc", lambda text: None)
        return load_text(text, "f.yaml")


def shape(value: Any) -> Any:
    """A value with its types and the order of its keys: 1 is not true, 1 is not 1.0."""
    if isinstance(value, dict):
        return "map", [(key, shape(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return "list", [shape(inner) for inner in value]
    return type(value), repr(value)


def assert_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Hold both ways to one answer; tells whether the quick walk had any."""
    careful, read = carefully(text, monkeypatch), load_text(text, "f.yaml")
    assert isinstance(careful.marks, dict)
    assert read.findings == careful.findings
    assert shape(read.doc) == shape(careful.doc)
    assert list(read.marks.items()) == list(careful.marks.items())
    known = quick_doc(text.removeprefix("\ufeff")) is not None
    assert not (known and careful.findings)
    return known


@pytest.fixture(scope="module")
def monkeypatch_():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_files_of_the_repository_are_read_alike(monkeypatch_):
    known = 0
    for path in FILES:
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        known += assert_alike(text, monkeypatch_)
    assert known > len(FILES) // 2


@pytest.mark.parametrize("path", ["configs/mari-el/kilemar.yaml", "configs/samara/_region.yaml"])
def test_a_file_with_a_slip_in_any_place_is_read_alike(path, monkeypatch_):
    text = (ROOT / path).read_text(encoding="utf-8")[:1500]
    for place in range(0, len(text), 7):
        for slip in ("", ":", "\n", "'", "[", "- ", "&x "):
            assert_alike(text[:place] + slip + text[place + 1 :], monkeypatch_)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_texts_of_all_sorts_are_read_alike(monkeypatch_, text):
    assert_alike(text, monkeypatch_)


@settings(max_examples=600, deadline=None)
@given(LINED)
def test_plain_lines_and_others_are_read_alike(monkeypatch_, text):
    assert_alike(text, monkeypatch_)


PLAIN = """\
# a municipality's own file
format: 1
extends:
- ru/fz59
- families/mcu

municipality:
    name: Муниципалитет № 13
    kind:
act:
  number: '13'
  in_force:
    from: 2025-11-01
  basis:
    - 'Устав: статья #7'
    - it's
open:
"""


@pytest.mark.parametrize("slip", [*PIECES, *ODD, "a:\n", "a: 1\n", "  "])
def test_plain_lines_with_a_slip_in_any_place_are_read_alike(slip, monkeypatch_):
    for place in range(len(PLAIN) + 1):
        assert_alike(PLAIN[:place] + slip + PLAIN[place:], monkeypatch_)
        assert_alike(PLAIN[:place] + slip + PLAIN[place + 1 :], monkeypatch_)


@pytest.mark.parametrize("depth", [30, 31, 32, 33, 34, 62, 63, 64, 65, 66, 200])
def test_plain_lines_stop_at_the_same_depth(depth, monkeypatch_):
    assert_alike("".join(f"{' ' * level}a:\n" for level in range(depth)), monkeypatch_)


@pytest.mark.parametrize(
    "code", [*range(0x20), *range(0x7F, 0x100), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xD800, 0x1F642]
)
def test_characters_of_all_sorts_are_read_alike(code, monkeypatch_):
    for text in (
        "a: б{}б\n",
        "a: {}б\n",
        "a: б{}\n",
        "a: 'б{}'\n",
        "a{}: б\n",
        "{}a: б\n",
        "a: б\n# {}\n",
        "- {}",
    ):
        assert_alike(text.format(chr(code)), monkeypatch_)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=5), STYLES)
def test_written_documents_are_read_alike(monkeypatch_, doc, style):
    assert_alike(yaml.safe_dump(doc, **style), monkeypatch_)


@pytest.mark.parametrize("depth", [60, 61, 62, 63, 64, 65, 66, 2000])
@pytest.mark.parametrize(
    ("opening", "inner", "closing"), [("[", "", "]"), ("{a: ", "1", "}"), ("[", "1", "]")]
)
def test_the_depth_at_which_reading_stops_is_one(depth, opening, inner, closing, monkeypatch_):
    assert_alike(f"a: {opening * depth}{inner}{closing * depth}\n", monkeypatch_)


@pytest.mark.parametrize("piece", ["[:,:,:,:]", "{?,?,?}", "[?,?]", "[{},[]]", "[a: b, c: d]", "{a,b,c}"])
def test_no_text_has_more_events_than_the_quick_walk_reckons(piece):
    """The quick walk does not count: it takes only texts that cannot come to too many values."""
    try:
        events = len(list(yaml.parse("a: " + piece, Loader=yaml.CSafeLoader)))
    except yaml.YAMLError:
        return
    assert events - 5 <= 4 * len(piece)


def test_a_text_that_may_hold_too_many_values_is_left_to_the_careful_walk(monkeypatch):
    monkeypatch.setattr(yaml_walk, "MAX_EVENTS", 100)
    assert quick_doc("a: [" + "1," * 8 + "]") is not None
    assert quick_doc("a: [" + "1," * 20 + "]") is None


def test_places_are_those_of_the_text_that_was_read(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text("a: 1\nб:\n  c: два\n", encoding="utf-8")
    read = load_path(path, "f.yaml")
    path.write_text("\n\n\nи: 1\n", encoding="utf-8")
    assert isinstance(read.marks, Marks)
    assert read.marks[("б", "c")][:4] == (3, 3, 3, 6)
    assert ("и",) not in read.marks
    assert set(read.marks) == {(), ("a",), ("б",), ("б", "c")}


@pytest.mark.parametrize("size", [64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200 * 1024])
def test_files_of_any_size_are_read_to_the_end(size, tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: '" + b"x" * (size - 10) + b"'\nb: 7")
    assert path.stat().st_size == size
    read = load_path(path, "f.yaml")
    assert read.findings == ()
    assert (len(read.doc["a"]), read.doc["b"]) == (size - 10, 7)
