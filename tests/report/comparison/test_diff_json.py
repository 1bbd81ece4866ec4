"""JSON against its published schema, by both validators."""

import json

import jsonschema
import jsonschema_rs
import pytest

from poryadok.compare.model import CHANGE_CLASSES
from poryadok.data import data_root
from poryadok.report.comparison import diff_json
from report.comparison.comparison_world import VOCABULARY, change, sample, tiny

SCHEMAS = data_root() / "schemas"
SCHEMA = json.loads((SCHEMAS / "diff.schema.json").read_text(encoding="utf-8"))
SLOW = jsonschema.Draft202012Validator(SCHEMA)
QUICK = jsonschema_rs.validator_for(SCHEMA)


def valid(body):
    slow, quick = SLOW.is_valid(body), QUICK.is_valid(body)
    assert slow == quick
    return slow


def test_the_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("diff", [sample(), tiny(), tiny(effect=())], ids=["sample", "empty", "no effect"])
def test_what_is_written_holds_to_the_schema(diff):
    body = json.loads(diff_json.render(diff, VOCABULARY))
    assert [error.message for error in SLOW.iter_errors(body)] == []
    assert valid(body)


def test_several_comparisons_hold_to_it_too():
    body = json.loads(diff_json.render_many([sample(), tiny()], ["x"], [], VOCABULARY))
    assert valid(body)
    assert (len(body["diffs"]), body["added"], body["removed"]) == (2, ["x"], [])
    assert valid(json.loads(diff_json.render_many([], [], [], VOCABULARY)))
    assert not valid({**body, "more": 1})


def test_the_object_of_the_issue():
    body = json.loads(diff_json.render(sample(), VOCABULARY))
    assert list(body) == ["a", "b", "versions", "digests", "parameters", "changes", "gaps", "effect"]
    assert body["versions"] == {
        "a": {"from": "2024-01-10", "to": None},
        "b": {"from": "2024-06-03", "to": None},
    }
    assert list(body["changes"][1]) == [
        "norm", "path", "field", "class", "a", "b", "clause_a", "clause_b", "witness",
    ]  # fmt: skip
    assert body["changes"][1]["a"] == {"hours": 3}
    assert body["changes"][4]["norm"] is None
    assert body["gaps"] == [{"norm": "comment.relay", "side": "b", "defect": "missing-annex"}]
    assert json.loads(diff_json.render(tiny(), VOCABULARY))["effect"] is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.update(more=1),
        lambda body: body.pop("gaps"),
        lambda body: body["changes"][0].update({"class": "worse"}),
        lambda body: body["changes"][0].update(note="x"),
        lambda body: body["changes"][0].pop("witness"),
        lambda body: body["changes"][1]["witness"]["a"].pop("steps"),
        lambda body: body["changes"][1]["witness"]["events"][0].update(municipality="first"),
        lambda body: body["changes"][1]["witness"].update(as_of="2024-06-14"),
        lambda body: body["gaps"][0].update(side="c"),
        lambda body: body["versions"]["a"].update({"from": "10.01.2024"}),
        lambda body: body["effect"][0]["a"].update(status="fine"),
    ],
)
def test_the_schema_is_closed(spoil):
    body = json.loads(diff_json.render(sample(), VOCABULARY))
    spoil(body)
    assert not valid(body)


def test_every_class_is_named_in_the_schema():
    assert SCHEMA["$defs"]["change"]["properties"]["class"]["enum"] == list(CHANGE_CLASSES)
    for cls in CHANGE_CLASSES:
        assert valid(json.loads(diff_json.render(tiny(change("norms/site.keep", cls, None, {})), VOCABULARY)))


def test_an_obligation_is_that_of_an_assessment():
    own = json.loads((SCHEMAS / "assessment.schema.json").read_text(encoding="utf-8"))["$defs"]
    for name in ("obligation", "reading", "step", "choice", "instant", "digest"):
        assert SCHEMA["$defs"][name] == own[name], name


def test_an_event_is_that_of_a_log_without_the_municipality():
    own = json.loads((SCHEMAS / "event.schema.json").read_text(encoding="utf-8"))
    ours = SCHEMA["$defs"]["event"]
    assert set(ours["properties"]) == set(own["properties"]) - {"municipality"}
    assert set(ours["required"]) == set(own["required"]) - {"municipality"}
    said = json.loads(json.dumps(ours["properties"]).replace("#/$defs/event_", "#/$defs/"))
    assert said == {name: one for name, one in own["properties"].items() if name != "municipality"}


def test_everything_is_described_in_russian():
    def silent(node, path):
        if isinstance(node, dict):
            for name, value in (node.get("properties") or {}).items():
                words = f"{value.get('title', '')}{value.get('description', '')}"
                if "$ref" not in value and not any("а" <= char <= "я" for char in words.lower()):
                    yield "/".join((*path, name))
            for key, value in node.items():
                yield from silent(value, (*path, key))
        elif isinstance(node, list):
            for value in node:
                yield from silent(value, path)

    assert list(silent(SCHEMA, ())) == []


def test_the_same_comparison_gives_the_same_bytes():
    assert diff_json.render(sample(), VOCABULARY) == diff_json.render(sample(), VOCABULARY)
