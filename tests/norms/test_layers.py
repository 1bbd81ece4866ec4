"""Laying layers: RFC 7396, inner patches kept, conflicts, time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from poryadok.norms.layer_file import read_layer
from poryadok.norms.layers import Layer, conflicts, intervals, lay, ordered, same, touches_nothing
from poryadok.norms.origins import Origins

KEYS = st.sampled_from(["a", "b", "c"])
DOCS = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.lists(st.integers(0, 1), max_size=2),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
MAPS = st.dictionaries(KEYS, DOCS, max_size=3)


def plain_merge(target, patch):
    """RFC 7396 as its pseudo-code has it."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = plain_merge(result.get(key), value)
    return result


@given(MAPS, MAPS)
def test_lay_is_rfc_7396(target, patch):
    base = plain_merge({}, target)
    before = repr(base)
    assert lay(base, patch) == plain_merge(base, patch)
    assert repr(base) == before


def test_inner_patches_keep_their_nulls_and_are_replaced_whole():
    low = {"readings": {"q": {"alternatives": {"a": {"title": "x", "patch": {"roll": "next"}}}}}}
    high = {"readings": {"q": {"alternatives": {"a": {"patch": {"within": {"standard": None, "hours": 1}}}}}}}
    merged = lay(low, high)["readings"]["q"]["alternatives"]["a"]
    assert merged == {"title": "x", "patch": {"within": {"standard": None, "hours": 1}}}


def test_untouched_parts_are_shared():
    base = {"norms": {"a": {"title": "x"}, "b": {"title": "y"}}}
    merged = lay(base, {"norms": {"b": {"title": "z"}}})
    assert merged["norms"]["a"] is base["norms"]["a"]


def test_same_tells_one_from_true():
    assert not same(1, True)
    assert not same({"a": [1]}, {"a": [1.0]})
    assert same({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]})


def make(tmp_path, name: str, text: str) -> Layer:
    path = tmp_path / f"{name}.yaml"
    path.write_text(f"format: 1\nid: {name}\n{text}", encoding="utf-8")
    layer = read_layer(path, f"{name}.yaml", name)
    assert layer.findings == ()
    return layer


def test_conflicts_see_deletions_and_replaced_maps(tmp_path):
    one = make(tmp_path, "one", "rank: family\nnorms:\n  n: {within: {days: 3}}\n")
    two = make(tmp_path, "two", "rank: family\nnorms:\n  n: {within: null}\n")
    three = make(tmp_path, "three", "rank: family\nnorms:\n  n: {within: {days: 3}, roll: next}\n")
    (found,) = conflicts([one, two])
    assert found.rule == "layer.conflict"
    assert [span.file for span in found.spans] == ["two.yaml", "one.yaml"] or found.path[-1] == "within"
    assert {span.file for span in found.spans} == {"one.yaml", "two.yaml"}
    assert conflicts([one, three]) == []


def test_decisions_of_different_days_conflict_only_while_both_hold(tmp_path):
    early = make(tmp_path, "early", "rank: decision\nin_force: {to: 2024-12-31}\nnorms: {n: {roll: next}}\n")
    late = make(tmp_path, "late", "rank: decision\nin_force: {from: 2025-01-01}\nnorms: {n: {roll: keep}}\n")
    pieces = intervals(ordered([late, early]))
    assert [(first, last) for first, last, _ in pieces] == [
        (None, date(2024, 12, 31)),
        (date(2025, 1, 1), None),
    ]
    assert all(conflicts(layers) == [] for _, _, layers in pieces)
    assert len(conflicts([early, late])) == 1


def test_amendments_are_ordered_by_date(tmp_path):
    second = make(tmp_path, "a", "rank: amendment\nin_force: {from: 2025-01-01}\nnorms: {n: {roll: next}}\n")
    first = make(tmp_path, "b", "rank: amendment\nin_force: {from: 2024-01-01}\nnorms: {n: {roll: keep}}\n")
    assert [layer.id for layer in ordered([second, first])] == ["b", "a"]
    assert conflicts([first, second]) == []
    assert len(intervals([first, second])) == 3


def test_a_layer_that_sets_what_is_there_changes_nothing(tmp_path):
    layer = make(tmp_path, "w", "rank: what-if\nnorms: {n: {roll: next}}\n")
    below = {"norms": {"n": {"roll": "next"}}}
    (found,) = touches_nothing(layer, below, lay(below, layer.content))
    assert found.rule == "layer.changes-nothing"


def test_origins_follow_replaced_and_deleted_values(tmp_path):
    low = make(tmp_path, "low", "rank: family\nnorms:\n  n:\n    opens: [a.b, c.d]\n    within: {days: 3}\n")
    mid = make(tmp_path, "mid", "rank: region\nnorms:\n  n: {within: {days: null, hours: 2}}\n")
    top = make(tmp_path, "top", "rank: municipality\nnorms:\n  n:\n    source: {locator: п. 4}\n")
    doc: dict = {}
    for layer in (low, mid, top):
        doc = lay(doc, layer.content)
    origins = Origins({"id": "x", **doc}, (low, mid, top))
    hours = origins[("norms", "n", "within", "hours")]
    assert (hours.file, hours.line, hours.layer, hours.rank) == ("mid.yaml", 5, "mid", "region")
    assert hours.clause == "п. 4"
    assert origins[("norms", "n")].file == "low.yaml"
    assert origins[("norms", "n", "opens", "1")].line == 6
    assert ("norms", "n", "within", "days") not in origins
    assert set(origins) == {
        ("norms",),
        ("norms", "n"),
        ("norms", "n", "opens"),
        ("norms", "n", "opens", "0"),
        ("norms", "n", "opens", "1"),
        ("norms", "n", "within"),
        ("norms", "n", "within", "hours"),
        ("norms", "n", "source"),
        ("norms", "n", "source", "locator"),
    }
