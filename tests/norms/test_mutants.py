"""Whatever a profile says: it is refused with findings, or it compiles. Nothing raises."""

import copy
import os
import random
from pathlib import Path

import pytest

from poryadok.norms.checks import check_document
from poryadok.norms.layers import CONTENT, Layer, lay
from poryadok.norms.library import Library
from poryadok.norms.origins import Origins
from poryadok.norms.readings import build_profile
from poryadok.norms.schema import RESOLVED, is_valid
from poryadok.report.diagnostics import as_record, render

BROKEN = Path(__file__).parents[1] / "broken"
VALUES = [None, "", "keep", "appeal.answered", "roads", 0, 1, 40, -1, True, [], {}, {"days": 2}, ["a.b"]]


def mutant(doc: dict, chance: random.Random) -> dict:
    doc = copy.deepcopy(doc)
    for _ in range(chance.randrange(1, 3)):
        places = list(_places(doc))
        holder, key = chance.choice(places)
        action = chance.choice(["delete", "replace", "copy", "copy"])
        if action == "delete":
            del holder[key]
        elif action == "replace":
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        else:
            other, name = chance.choice(places)
            if name in other:
                holder[key] = copy.deepcopy(other[name])
    return doc


def _places(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield node, key
            yield from _places(value)


@pytest.mark.parametrize("name", ["kuzhmara", "borsky", "kilemar"])
def test_mutants_are_refused_or_compile(name):
    library = Library.open()
    doc = library.resolve(name).versions[0].doc
    chance = random.Random(f"mutants of {name}")
    compiled = refused = 0
    for _ in range(int(os.environ.get("MUTANTS", "300"))):
        changed = lay({}, mutant(doc, chance))
        if not is_valid(RESOLVED, changed):
            continue
        content = {key: changed[key] for key in CONTENT if key in changed}
        layer = Layer("f", "f", "f", "municipality", "f", None, None, None, (), {}, content, {})
        findings = check_document(changed, Origins(changed, (layer,)), library.vocabulary, {"ru"})
        for finding in findings:
            assert "—" not in as_record(finding)["message"]
            assert render(finding, library.source)
        if any(finding.severity in ("critical", "high") for finding in findings):
            refused += 1
        else:
            build_profile(name, [(None, None, changed)], "")
            compiled += 1
    assert compiled > 5
    assert refused > 0
