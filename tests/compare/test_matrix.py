"""Many profiles side by side: who has what, who stands out, and what nobody can know."""

from itertools import permutations
from random import Random

import pytest

from compare.pairs import PROFILES, bundled, operand, report, response, world
from poryadok.compare.matrix import matrix, outliers
from poryadok.compare.operands import read_operands

ORDER = ("kuzhmara", "beloyarsky", "reftinsky", "borsky", "kilemar")


@pytest.fixture(scope="module")
def five():
    return matrix([operand(bundled(name)) for name in ORDER])


def row_of(made, path):
    """The row of a path, of an entry or of a field."""
    return next(one for row in made.rows for one in (row, *row.rows) if one.path == path)


def states(made, path):
    return [cell.state for cell in row_of(made, path).cells]


# DESIGN §9: the table of norms, read by hand
@pytest.mark.parametrize(
    ("norm", "having"),
    [
        ("report.statistics", {"kuzhmara", "beloyarsky"}),
        ("report.problems", {"kuzhmara", "beloyarsky"}),
        ("comment.draft", {"kuzhmara", "beloyarsky"}),
        ("contact.notify-change", {"kuzhmara", "beloyarsky", "reftinsky"}),
        ("appeal.accelerated", {"kuzhmara", "beloyarsky", "borsky"}),
        ("messages.analyse", {"reftinsky"}),
        ("indicators.quarterly", {"reftinsky", "borsky"}),
        ("indicators.annual", {"borsky"}),
        ("note.weekly", {"borsky"}),
        ("note.periodic", {"kilemar"}),
        ("materials.on-request", {"reftinsky", "borsky", "kilemar"}),
        ("fz59.answer", set(ORDER)),
    ],
)
def test_who_has_a_norm(five, norm, having):
    expected = ["value" if name in having else "absent" for name in ORDER]
    assert states(five, f"norms/{norm}") == expected
    assert row_of(five, f"norms/{norm}").differs == (len(having) < 5)


# Kuzhmara's annex (locators «прил.»): what of it stands nowhere else in its text. misinfo.monitor (п. 1),
# comment.propose (п. 3) and comment.draft (п. 4) are also in the order itself, so Beloyarsky has them.
ANNEX = (
    "misinfo.verify",
    "contact.channel",
    "comment.publish-after-agreement",
    "comment.press-after-agreement",
    "comment.relay",
    "comment.author",
    "comment.content",
)


@pytest.mark.parametrize("norm", ANNEX)
def test_the_missing_annex_is_not_an_absent_norm(five, norm):
    row = row_of(five, f"norms/{norm}")
    assert [cell.state for cell in row.cells] == ["value", "hidden", "absent", "absent", "absent"]
    assert row.cells[1].defect == "missing-algorithm"
    assert row.cells[1].variant is None
    # what Beloyarsky's annex says nobody knows: perhaps two of five have the norm, so that none stands out
    assert not any(cell.outlier for cell in row.cells)


def test_the_annex_hides_nothing_else(five):
    hidden = {row.path for row in five.rows if any(cell.state == "hidden" for cell in row.cells)}
    assert hidden == {f"norms/{name}" for name in ANNEX}


def test_whether_a_norm_computes_is_told_apart_from_gaps(five):
    # a quarterly report; a standing duty; a report whose period the head of administration has yet to set
    found = [
        row_of(five, f"norms/{norm}").cells[column].computes
        for norm, column in (("report.statistics", 0), ("comment.content", 0), ("note.periodic", 4))
    ]
    assert found == ["yes", "no", "awaits"]
    assert row_of(five, "norms/note.periodic").cells[0].computes is None


def test_fields_are_compared_among_those_that_have_the_norm(five):
    # DESIGN §9: «незамедлительно» in Kuzhmara and Beloyarsky, «своевременно» in Reftinsky
    row = row_of(five, "norms/contact.notify-change/within")
    assert [cell.variant for cell in row.cells] == [0, 0, 1, None, None]
    assert [one.value for one in row.variants] == [
        {"standard": "незамедлительно"},
        {"standard": "своевременно"},
    ]
    assert [one.count for one in row.variants] == [2, 1]


def test_a_question_that_one_act_alone_raises(five):
    row = row_of(five, "norms/comment.draft/readings/three-hours-start")
    assert [cell.value for cell in row.cells[:2]] == [["notified", "proposed"], None]
    # the answer is compared among those that ask: Kuzhmara alone
    adopted = row_of(five, "norms/comment.draft/readings/three-hours-start/adopted")
    assert [cell.variant for cell in adopted.cells] == [0, None, None, None, None]
    assert not adopted.differs


def test_sectors_with_their_standing(five):
    # DESIGN §9: 15 main and one additional (borsky), 7 and 2 (kilemar)
    rows = [row for row in five.rows if row.section == "sectors"]
    for column, main, additional in ((3, 15, 1), (4, 7, 2)):
        found = [row.cells[column].value for row in rows]
        assert (found.count("main"), found.count("additional")) == (main, additional)
    # «имущество» is of the fifteen in borsky, and the second additional one in kilemar
    assert [cell.value for cell in row_of(five, "sectors/property").cells[3:]] == ["main", "additional"]


def test_channels_and_roles(five):
    # «иные источники» ends the list in the two interaction orders
    assert [cell.value for cell in row_of(five, "channels").cells] == [True, True, False, False, False]
    assert states(five, "roles/contact-officer") == ["value", "value", "absent", "absent", "absent"]
    rank = row_of(five, "roles/curator/required_rank")
    # the curator of kilemar is not below deputy head; the others do not say
    assert [cell.value for cell in rank.cells] == [None, None, None, None, "deputy-head"]
    combined = row_of(five, "roles/combined/legal-specialist")
    assert combined.cells[2].value == ["administrator", "secretary"]


def test_declarations_make_no_difference(five):
    general = row_of(five, "norms/general.principles")
    assert {cell.state for cell in general.cells} == {"value", "absent"}
    assert not general.telling
    assert not any(cell.outlier for cell in general.cells)


def test_differing_rows_alone(five):
    shown = five.differing
    assert all(row.telling for row in shown.rows)
    assert all(one.differs for row in shown.rows for one in row.rows)
    assert {row.path for row in shown.rows} == {row.path for row in five.rows if row.telling}
    assert "norms/fz59.register" not in {row.path for row in shown.rows}


def test_the_same_profile_twice_differs_in_nothing():
    pair = [operand(bundled("kuzhmara"), "a"), operand(bundled("kuzhmara"), "b")]
    assert matrix(pair).differing.rows == ()


def test_the_order_of_columns_changes_nothing_but_their_order():
    docs = [bundled(name) for name in PROFILES]
    first = matrix([operand(doc) for doc in docs])
    for order in Random(4).sample(list(permutations(range(5))), 4):
        made = matrix([operand(docs[place]) for place in order])
        assert [row.path for row in made.rows] == [row.path for row in first.rows]
        for row, before in zip(made.rows, first.rows, strict=True):
            for one, old in zip((row, *row.rows), (before, *before.rows), strict=True):
                assert (one.path, one.variants, one.majority, one.differs) == (
                    old.path, old.variants, old.majority, old.differs,
                )  # fmt: skip
                assert list(one.cells) == [old.cells[place] for place in order]


# --- who stands out


@pytest.mark.parametrize(
    ("counts", "unknown", "majority", "found"),
    [
        ([3, 1], 0, 0, {1}),  # one of four: 3 * 1 <= 3
        ([2, 1], 0, 0, set()),  # one of three: 3 * 1 > 2
        ([6, 2], 0, 0, {1}),  # two of eight
        ([7, 3], 0, 0, set()),  # 9 > 7
        ([60, 20, 10], 0, 0, {1, 2}),
        ([2, 2], 0, None, set()),  # half is not more than half
        ([3, 2, 1], 0, None, set()),
        ([4, 1], 0, 0, {1}),
        ([4, 1], 1, 0, set()),  # the unknown one might say the same: 3 * 2 > 4
        ([6, 1], 1, 0, {1}),  # 3 * 2 <= 6
        ([3, 1], 2, None, set()),  # three of six are no majority
        ([5], 0, 0, set()),
        ([], 0, None, set()),
    ],
)
def test_what_stands_out(counts, unknown, majority, found):
    assert outliers(counts, unknown) == (majority, found)


def norm(**more):
    return {"kind": "standing", "title": "Норма", "source": {"locator": "п. 1"}, **more}


def test_an_outlier_is_marked_in_its_cell():
    # three bear the duty, the fourth gives it to somebody else
    bearers = ["office", "office", "office", "head"]
    made = matrix([operand(world(norm(bearer=one)), f"m{place}") for place, one in enumerate(bearers)])
    row = row_of(made, "norms/n0/bearer")
    assert [cell.outlier for cell in row.cells] == [False, False, False, True]
    assert row.majority == 0
    assert not row_of(made, "norms/n0").differs
    assert row_of(made, "norms/n0").telling


def test_a_missing_norm_of_one_of_four_stands_out():
    worlds = [world(norm()), world(norm()), world(norm()), world()]
    row = row_of(matrix([operand(one, str(place)) for place, one in enumerate(worlds)]), "norms/n0")
    assert [(cell.state, cell.outlier) for cell in row.cells] == [("value", False)] * 3 + [("absent", True)]


# --- noise, and what is no noise


def one_row(first, second):
    made = matrix([operand(first, "a"), operand(second, "b")])
    return made.differing.rows


@pytest.mark.parametrize(
    "other",
    [
        norm(title="Другими словами"),
        norm(source={"locator": "рег. п. 9", "fingerprint": "0" * 64}),
        norm(modality="duty", roll="keep", notes="примечание"),
        norm(in_force={"from": "2019-01-01"}),  # as its act
    ],
)
def test_wording_places_and_defaults_are_no_difference(other):
    assert one_row(world(norm()), world(other)) == ()


def test_a_declaration_against_a_duty_differs():
    assert [row.path for row in one_row(world(norm()), world(norm(kind="declaration")))] == ["norms/n0"]


def test_a_default_left_out_is_shown_as_the_default():
    response = norm(kind="response", opens="a.b", closes="c.d", within={"days": 3})
    (row,) = one_row(world(response), world({**response, "roll": "next"}))
    assert [(one.path, [cell.value for cell in one.cells]) for one in row.rows] == [
        ("norms/n0/roll", ["keep", "next"])
    ]


def test_a_decided_parameter_is_its_value():
    open_ = norm(kind="report", every={"parameter": "p"}, due={"end_of": "period"})
    given = {"p": {"title": "Период", "type": "period", "set_by": "head", "value": "month"}}
    decided = world(open_, parameters=given)
    plain = world({**open_, "every": "month"}, parameters=given)
    assert one_row(decided, plain) == ()
    waiting = {"p": {key: one for key, one in given["p"].items() if key != "value"}}
    row, parameter = one_row(decided, world(open_, parameters=waiting))
    assert [cell.computes for cell in row.cells] == ["yes", "awaits"]
    assert [one.path for one in row.rows] == ["norms/n0/every"]
    assert [one.path for one in parameter.rows] == ["parameters/p/value"]


def test_a_concept_that_everybody_hides_has_a_row():
    defects = {
        "d": {"locator": "п. 1", "kind": "missing-annex", "severity": "low", "effect": "х", "hides": ["a.b"]}
    }
    (row,) = one_row(world(defects=defects), world())
    assert (row.path, [cell.state for cell in row.cells]) == ("norms/a.b", ["hidden", "absent"])
    assert row.differs


def test_exceptions_are_rows():
    response = norm(kind="response", opens="a.b", closes="c.d", within={"days": 3})
    fast = {"fast": {"where": {"priority": "urgent"}, "patch": {"within": {"days": 1}}}}
    (row,) = one_row(world(response), world({**response, "exceptions": fast}))
    assert [one.path for one in row.rows] == ["norms/n0/exceptions/fast"]
    assert row.rows[0].cells[1].value == {"where": {"priority": "urgent"}, "patch": {"within": {"days": 1}}}


def test_columns_know_their_region():
    read = read_operands(["borsky", "kilemar"])
    assert [column.region for column in matrix(read.found).columns] == ["samara", "mari-el"]


def test_keys_of_other_layers_and_of_samples_have_rows():
    """Left out is the default; what an act repeals is its own, and has no row."""
    hours = {"monday": ["08:00-17:00"]}
    late = response(after_hours="next_working_day", alongside="b", within={"days": 5})
    kept = response(after_hours="keep", alongside=["b"], within={"days": 5})
    rating = report(sample={"of": "message.received", "at_least": 10})
    repeals = {"old": {"title": "О сообщениях", "number": "12", "clause": "п. 4"}}
    docs = [
        world(late, rating, office_hours=hours),
        world(kept, report(), office_hours=hours),
        world(response(within={"days": 5}), report(), office_hours=hours),
    ]
    docs[0]["act"] = {**docs[0]["act"], "repeals": repeals}
    made = matrix([operand(doc) for doc in docs])
    assert [cell.variant for cell in row_of(made, "norms/n0/after_hours").cells] == [1, 0, 0]
    assert [cell.variant for cell in row_of(made, "norms/n0/alongside").cells] == [0, 0, 1]
    assert [cell.variant for cell in row_of(made, "norms/n1/sample").cells] == [1, 0, 0]
    assert not [row.path for row in made.rows if row.path.startswith("act/repeals")]
