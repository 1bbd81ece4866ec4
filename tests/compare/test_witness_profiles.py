"""The witnesses of the five profiles, put to the whole texts from a file."""

from itertools import combinations

import pytest

from compare.pairs import PROFILES, bundled
from compare.witness_world import judged
from kernel.kernel_world import calendars
from poryadok.compare.differences import diff
from poryadok.compare.model import Diff, Operand
from poryadok.compare.witness import with_witnesses
from poryadok.norms.origins import Origins
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import VersionDoc
from poryadok.report.comparison.evidence import with_evidence


def profile_of(name: str) -> Operand:
    doc = bundled(name)
    version = VersionDoc(None, None, doc, Origins(doc, ()))
    return Operand(name, name, version, build_profile(name, [(None, None, doc)], "d"), "d", calendars())


ALWAYS = [("beloyarsky", "kuzhmara"), ("borsky", "reftinsky"), ("kilemar", "reftinsky")]
PAIRS = [
    pair if pair in ALWAYS else pytest.param(*pair, marks=pytest.mark.slow)
    for pair in combinations(PROFILES, 2)
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_witnesses_of_the_five_profiles_hold_in_whole_texts_from_a_file(one, other):
    """Written as JSONL, read by each text's own rules, judged by the whole text: the witness's obligations.

    Every record is accepted by a text that has the norm; the other may only say that it does not know it.
    """
    found: Diff = with_evidence(with_witnesses(diff(profile_of(one), profile_of(other))))
    told_of = [item for item in found.changes if item.witness is not None]
    assert told_of
    for item in told_of:
        for side, said in ((found.a, item.witness.a), (found.b, item.witness.b)):
            rows, log = judged(side, found.a, item.witness)
            assert rows.get(said["id"]) == said if said else not rows
            has = item.norm is None or item.norm in side.doc["norms"]
            assert has <= (log.rejected == 0)
            assert {rejection.reason for rejection in log.rejections} <= {"unknown-norm"}


def test_every_change_of_a_computed_norm_of_the_profiles_has_a_witness():
    """Kuzhmara against Borsky: what stands on one side only, and a target whose bearer differs."""
    found = with_witnesses(diff(profile_of("kuzhmara"), profile_of("borsky")))
    computed = {"response", "request", "report", "once", "activity", "precedence"}
    for item in found.changes:
        kinds = {side.doc["norms"].get(item.norm, {}).get("kind") for side in (found.a, found.b)}
        assert (item.witness is not None) == bool(kinds & computed), item.path
