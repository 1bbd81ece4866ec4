"""The schemas: both validators agree, nothing is fetched, editors get Russian words."""

import copy
import json
import random
from pathlib import Path

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from poryadok.data import data_root
from poryadok.findings import Span
from poryadok.norms.library import Library
from poryadok.norms.schema import LAYER, RESOLVED, explain, is_valid, schema_of
from poryadok.norms.yaml_text import load_path

BROKEN = Path(__file__).parents[1] / "broken"
FORMS = [LAYER, RESOLVED, ("calendar", ""), ("vocabulary", ""), ("mapping", "")]


def agree(form, doc) -> bool:
    slow = Draft202012Validator(schema_of(form), registry=Registry()).is_valid(doc)
    quick = jsonschema_rs.Draft202012Validator(schema_of(form), offline=True).is_valid(doc)
    assert slow == quick, doc
    assert bool(explain(form, doc, lambda path, key: Span("f"))) != quick
    return quick


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_the_schema_is_a_schema(form):
    Draft202012Validator.check_schema(schema_of(form))
    text = json.dumps(schema_of(form))
    assert all(part.startswith("#") for part in _refs(schema_of(form)))
    assert "http://" not in text


def _refs(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _refs(value)
    elif isinstance(node, list):
        for value in node:
            yield from _refs(value)


def test_both_validators_agree_on_all_files():
    files = [*(data_root() / "configs").rglob("*.yaml"), *BROKEN.rglob("*.yaml")]
    judged = []
    for path in files:
        doc = load_path(path, path.name).doc
        own = {"calendars": ("calendar", ""), "mappings": ("mapping", "")}
        form = next((form for folder, form in own.items() if folder in path.parts), LAYER)
        judged.append(agree(("vocabulary", "") if path.stem == "vocabulary" else form, doc))
    assert True in judged
    assert False in judged


def test_both_validators_agree_on_resolved_profiles_and_their_mutants():
    library = Library.open(BROKEN)
    doc = library.resolve(str(BROKEN / "cases" / "question-idle.yaml")).versions[0].doc
    assert agree(RESOLVED, doc)
    chance = random.Random(7)
    verdicts = [agree(RESOLVED, _mutant(doc, chance)) for _ in range(300)]
    assert False in verdicts


def _mutant(doc, chance):
    doc = copy.deepcopy(doc)
    node, key = doc, None
    for _ in range(chance.randrange(1, 6)):
        if not isinstance(node, dict) or not node:
            break
        holder, key = node, chance.choice(sorted(node))
        node = holder[key]
    if key is not None:
        value = chance.choice([None, "", "слово", 0, -1, 31.5, True, [], {}, ["a.b"], {"x": 1}, "DEL", "REN"])
        if value == "DEL":
            del holder[key]
        elif value == "REN":
            holder[key + "x"] = holder.pop(key)
        else:
            holder[key] = value
    return doc


def test_only_the_branch_of_the_kind_is_reported():
    norm = {"kind": "report", "title": "x", "source": {"locator": "п. 1"}, "opens": "a.b", "every": "day"}
    doc = {"format": 1, "id": "x", "rank": "family", "norms": {"n": norm}}
    found = explain(LAYER, doc, lambda path, key: Span("f"))
    assert [(one.rule, one.path) for one in found] == [("schema.key-of-other-kind", ("norms", "n", "opens"))]


def test_a_part_of_a_norm_may_hold_any_key_and_delete_any():
    norm = {"every": "day", "opens": None, "within": {"days": None, "hours": 2}, "readings": {"roll": None}}
    assert is_valid(LAYER, {"format": 1, "id": "x", "rank": "family", "norms": {"n": norm, "m": None}})
    assert not is_valid(LAYER, {"format": 1, "id": "x", "rank": "family", "norms": {"n": {"evry": "day"}}})


def test_what_only_the_quick_validator_refuses_is_still_told():
    doc = {"format": 1, "id": "x\n", "rank": "family"}
    assert not is_valid(LAYER, doc)
    (found,) = explain(LAYER, doc, lambda path, key: Span("f"))
    assert (found.rule, found.path) == ("schema.form", ("id",))
    assert "строчными" in found.args["expected"]


def test_every_key_of_the_file_form_is_described_in_russian():
    silent = []

    def walk(node, path):
        if isinstance(node, dict):
            for key, value in (node.get("properties") or {}).items():
                described = isinstance(value, bool) or "description" in value or "title" in value
                described = described or "$ref" in value or "not" in value or "if" in value
                described = (
                    described or "allOf" in value or "required" in value or "additionalProperties" in value
                )
                if not described and key not in ("kind", "rank"):
                    silent.append((*path, key))
                walk(value, (*path, key))
            for key, value in node.items():
                if key != "properties":
                    walk(value, (*path, key))
        elif isinstance(node, list):
            for value in node:
                walk(value, path)

    walk(schema_of(LAYER), ())
    assert silent == []
