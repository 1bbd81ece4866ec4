"""The distance of two profiles: a metric that is zero for equal law alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.pairs import PROFILES, bundled, operand, world
from poryadok.compare.differences import diff
from poryadok.compare.distance import between, law_of, nearest

LAWS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([b"1", b"2", b"3"]))


@given(LAWS, LAWS)
def test_symmetric_and_bounded(one, other):
    found = between(one, other)
    assert found == between(other, one)
    assert 0 <= found.ratio <= 1
    assert found.compared == len(one.keys() | other.keys())


@given(LAWS, LAWS)
def test_zero_for_equal_law_alone(one, other):
    assert (between(one, other).ratio == 0) == (one == other)


@given(LAWS, LAWS, LAWS)
def test_no_way_round_is_shorter(one, other, third):
    direct = between(one, third).ratio
    assert direct <= between(one, other).ratio + between(other, third).ratio


def test_counted_by_hand():
    # a: equal; b: differs; c: of the first alone; d: of the second alone -> three of four
    found = between({"a": b"1", "b": b"1", "c": b"1"}, {"a": b"1", "b": b"2", "d": b"1"})
    assert (found.differing, found.compared, found.ratio) == (3, 4, Fraction(3, 4))
    assert between({}, {}).ratio == 0


def norm(**more):
    return {"kind": "standing", "title": "Норма", "source": {"locator": "п. 1"}, **more}


def test_facts_of_a_norm():
    # its kind, its modality and its bearer; defaults and wording are none; the act's days in force are one
    law = law_of(operand(world(norm(bearer="office"))))
    assert sorted(law) == ["act/in_force", "norms/n0", "norms/n0/bearer", "norms/n0/modality"]


def test_texts_and_defects_are_no_law():
    defects = {"d": {"locator": "п. 1", "kind": "wording", "severity": "high", "effect": "х"}}
    plain = law_of(operand(world(norm())))
    more = law_of(operand(world(norm(), norm(kind="declaration"), defects=defects)))
    assert between(plain, more).ratio == 0


@pytest.mark.parametrize("one", PROFILES)
@pytest.mark.parametrize("other", PROFILES)
def test_zero_exactly_where_diff_finds_no_change_of_law(one, other):
    a, b = operand(bundled(one)), operand(bundled(other))
    changes = [change for change in diff(a, b).changes if change.field != "defect"]
    assert (between(law_of(a), law_of(b)).ratio == 0) == (not changes)


def test_the_nearest_is_of_the_same_model():
    # two orders on working with a centre of the region, three on a municipal centre (DESIGN §9)
    models = ({"kuzhmara", "beloyarsky"}, {"reftinsky", "borsky", "kilemar"})
    operands = {name: operand(bundled(name)) for name in PROFILES}
    for name, mine in operands.items():
        ranking = nearest(mine, [one for key, one in operands.items() if key != name])
        assert [one.distance.ratio for one in ranking] == sorted(one.distance.ratio for one in ranking)
        assert any({name, ranking[0].operand.id} <= model for model in models)


def test_equal_distances_are_ordered_by_id():
    mine = operand(world(norm(bearer="office")))
    others = [operand({**world(norm(bearer="head")), "id": name}) for name in ("b", "c", "a")]
    assert [one.operand.id for one in nearest(mine, others)] == ["a", "b", "c"]
