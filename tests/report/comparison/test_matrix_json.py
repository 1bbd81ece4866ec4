"""JSON of a matrix and of a ranking against the published schema, by both validators."""

import copy
import json

import jsonschema
import jsonschema_rs
import pytest

from compare.pairs import PROFILES, bundled, operand
from poryadok.compare.differences import diff
from poryadok.compare.distance import nearest
from poryadok.compare.matrix import matrix
from poryadok.data import data_root
from poryadok.report.comparison import matrix_json
from report.comparison.matrix_world import FIVE, whole

SCHEMAS = data_root() / "schemas"
SCHEMA = json.loads((SCHEMAS / "compare.schema.json").read_text(encoding="utf-8"))
SLOW = jsonschema.Draft202012Validator(SCHEMA)
QUICK = jsonschema_rs.validator_for(SCHEMA)


def valid(body):
    slow, quick = SLOW.is_valid(body), QUICK.is_valid(body)
    assert slow == quick
    return slow


@pytest.fixture(scope="module")
def bodies():
    five = [operand(bundled(name)) for name in PROFILES]
    made = matrix(five)
    # profiles of the tests have a digest in name only
    ranking = nearest(five[0], five[1:])
    compared = diff(five[0], ranking[0].operand)
    written = [
        matrix_json.render(made),
        matrix_json.render(made.differing),
        matrix_json.render(whole()),
        matrix_json.render_nearest(five[0], ranking, compared),
    ]
    return [
        json.loads(one.replace(b'"digest":"digest"', b'"digest":"' + b"0" * 64 + b'"')) for one in written
    ]


def test_the_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    own = json.loads((SCHEMAS / "diff.schema.json").read_text(encoding="utf-8"))["$defs"]
    for name in ("version", "parameter", "gap", "digest"):
        assert SCHEMA["$defs"][name] == own[name]
    assert SCHEMA["$defs"]["change"]["required"] == own["change"]["required"]
    assert SCHEMA["$defs"]["change"]["properties"]["class"] == own["change"]["properties"]["class"]


def test_every_object_is_closed_and_said_in_russian():
    def walk(node, named):
        if isinstance(node, dict):
            if node.get("type") == "object" and "properties" in node:
                assert node["additionalProperties"] is False
                assert set(node["required"]) == set(node["properties"])
            if named and "$ref" not in node:
                assert node["title"] and node["description"]
            for key, value in node.items():
                walk(value, False) if key != "properties" else [walk(one, True) for one in value.values()]
        elif isinstance(node, list):
            for one in node:
                walk(one, False)

    walk(SCHEMA, False)


def test_what_is_written_holds_to_the_schema(bodies):
    for body in bodies:
        errors = [error.message for error in SLOW.iter_errors(_with_digests(body))]
        assert errors == []
        assert valid(_with_digests(body))


def _with_digests(body):
    """The digests of operands that a test makes are words."""
    body = copy.deepcopy(body)
    if body.get("diff"):
        body["diff"]["digests"] = {"a": "0" * 64, "b": "0" * 64}
    return body


def test_what_does_not_hold_is_refused(bodies):
    for change in (
        lambda body: body["rows"][0].update(more=1),
        lambda body: body["rows"][0]["cells"][0].update(state="empty"),
        lambda body: body["rows"][0].pop("fields"),
        lambda body: body["columns"].clear(),
        lambda body: body["columns"][0].update(digest="short"),
    ):
        body = copy.deepcopy(bodies[0])
        change(body)
        assert not valid(body)
    body = _with_digests(bodies[3])
    body["ranking"][0]["distance"] = 1.5
    assert not valid(body)


def test_a_row_as_it_is_written():
    body = json.loads(matrix_json.render(whole().differing))
    assert [one["label"] for one in body["columns"]] == ["first", "second", "third", "fourth", "fifth"]
    row = next(one for one in body["rows"] if one["path"] == "norms/comment.relay")
    assert (row["section"], row["norm"], row["differs"], row["majority"]) == (
        "norms",
        "comment.relay",
        True,
        0,
    )
    assert row["variants"] == [
        {"absent": False, "value": "standing", "count": 3, "outlier": False},
        {"absent": True, "value": None, "count": 1, "outlier": False},
    ]
    assert row["cells"][1] == {
        "state": "hidden", "value": None, "computes": None, "clause": None, "variant": None, "outlier": False,
        "defect": "missing-annex",
    }  # fmt: skip
    roads = next(one for one in body["rows"] if one["section"] == "sectors")
    assert roads["norm"] is None
    assert [one["value"] for one in roads["cells"]] == ["main", "main", "main", "additional", "main"]


def test_the_same_bytes_again_and_an_entry_a_line():
    written = matrix_json.render(whole())
    assert written == matrix_json.render(matrix(FIVE))
    assert written.endswith(b"}\n")
    body = json.loads(written)
    assert len(written.splitlines()) == len(body["columns"]) + len(body["rows"]) + 6
