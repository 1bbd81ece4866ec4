"""Every rule of the table: a pair of documents that it classes, and its mirror by the pair turned round."""

from typing import Any

import pytest

from compare.pairs import Doc, operand, report, response, world
from poryadok.compare.differences import classed
from poryadok.compare.model import CHANGE_CLASSES
from poryadok.compare.predicates import Pair, swapped
from poryadok.compare.rules import MIRRORED, RULES, classify

BY_ID = {rule.id: rule for rule in RULES}
OPEN_PERIOD: Doc = {"p": {"type": "period", "set_by": "head"}}
DECIDED: Doc = {"p": {"type": "period", "set_by": "head", "value": "month"}}


def one(**fields: Any) -> Doc:
    """A world of one duty to answer."""
    return world(response(**fields))


def roles(**role: Any) -> Doc:
    """A world with one role."""
    return world(roles={"curator": {"title": "Куратор", **role}})


def held(*names: str) -> Doc:
    """A world in which one position holds these roles out of two."""
    return world(roles={name: {"holders": {"clerk": {}}} if name in names else {} for name in ("x", "y")})


def periodic(parameters: Doc, **fields: Any) -> Doc:
    return world(report(due=None, **fields), parameters=parameters)


QUESTION: Doc = {"title": "?", "adopted": "keep", "alternatives": {"keep": {"patch": {}}, "next": {}}}
QUESTION["alternatives"]["next"] = {"patch": {"roll": "next"}}
OTHER = {
    **QUESTION,
    "alternatives": {**QUESTION["alternatives"], "previous": {"patch": {"roll": "previous"}}},
}

HOURS: Doc = {day: ["09:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
LATE: Doc = {"after_hours": "next_working_day"}


def rating(least: int | None, of: Any = "message.received", **where: Any) -> Doc:
    """A world of one quarterly report, owed where that many messages were received."""
    return world(report(sample={"of": of, "at_least": least, "where": where} if least else None))


def repealing(**acts: Doc) -> Doc:
    """A world whose act repeals others."""
    return world(act={"in_force": {"from": "2019-01-01"}, "repeals": acts})


# rule -> (A, B, path): B → A is the mirror's pair; a rule that is its own mirror must hold both ways
CASES: dict[str, tuple[Doc, Doc, str]] = {
    "norm.duty-new": (world(), one(), "norms/n0"),
    "norm.right-new": (world(), world({"kind": "power", "bearer": "head"}), "norms/n0"),
    "norm.aim-new": (world(), one(modality="target"), "norms/n0"),
    "may.to-must": (
        world({"kind": "right", "bearer": "head"}),
        world({"kind": "standing", "bearer": "head"}),
        "norms/n0/kind",
    ),
    "modality.up": (one(modality="target"), one(), "norms/n0/modality"),
    "kind.other": (
        world({"kind": "right", "bearer": "head"}),
        world({"kind": "power", "bearer": "head"}),
        "norms/n0/kind",
    ),
    "bearer.other": (one(), one(bearer={"head_of": "sector"}), "norms/n0/bearer"),
    "counterparty.other": (one(), one(counterparty="cur"), "norms/n0/counterparty"),
    # the letters of citizens and the messages: more to answer
    "opens.more": (one(), one(opens=["appeal.registered", "message.received"]), "norms/n0/opens"),
    "opens.other": (one(), one(opens="appeal.registered"), "norms/n0/opens"),
    # what is answered in between is answered as well
    "ends.more": (one(), one(closes=["message.interim-answered", "message.answered"]), "norms/n0/closes"),
    "ends.other": (one(), one(closes="appeal.answered"), "norms/n0/closes"),
    # only some of the channels are left
    "where.narrower": (
        one(where={"channel": ["pos", "incident"]}),
        one(where={"channel": "pos", "track": {"not": "redirect"}}),
        "norms/n0/where",
    ),
    "where.other": (one(where={"channel": "pos"}), one(where={"channel": "incident"}), "norms/n0/where"),
    "term.decided": (
        periodic(OPEN_PERIOD, every={"parameter": "p"}),
        periodic(DECIDED, every={"parameter": "p"}),
        "parameters/p/value",
    ),
    "term.earlier": (one(), one(within={"calendar_days": 3}), "norms/n0/within"),
    "term.same": (one(), one(within={"days": 5}), "norms/n0/within"),
    "term.other": (one(), one(within={"working_days": 3}), "norms/n0/within"),
    # quarters with nine messages or fewer come to no report
    "sample.rarer": (rating(None), rating(10), "norms/n0/sample"),
    "sample.other": (rating(10), rating(10, "appeal.registered"), "norms/n0/sample"),
    "question.other": (one(), one(readings={"roll": QUESTION}), "norms/n0/readings/roll"),
    "in_force.other": (one(), one(in_force={"from": "2020-01-01"}), "norms/n0/in_force"),
    "matching.other": (one(), one(by_norm=True), "norms/n0/by_norm"),
    "chain.other": (one(), one(procedure="misinfo"), "norms/n0/procedure"),
    "role.one-sided": (world(), roles(), "roles/curator"),
    "role.held": (
        roles(appointed={"by": "head"}),
        roles(appointed={"by": "local-authority"}),
        "roles/curator/appointed/by",
    ),
    # the rank counted from the top: a deputy head stands above the head of a department
    "role.rank-up": (
        roles(required_rank="head-of-department"),
        roles(required_rank="deputy-head"),
        "roles/curator/required_rank",
    ),
    "role.rank-other": (roles(), roles(required_rank="other"), "roles/curator/required_rank"),
    "role.act-new": (
        roles(requires_act=False),
        roles(requires_act=True),
        "roles/curator/requires_act",
    ),
    "role.act-other": (roles(), roles(requires_act=False), "roles/curator/requires_act"),
    "role.combined": (held("x"), held("x", "y"), "roles/combined/clerk"),
    "channel.one-sided": (
        world(channels={"pos": {"title": "ПОС"}}),
        world(channels={"pos": {"title": "ПОС"}, "voice": {"title": "Голос"}}),
        "channels/voice",
    ),
    "channel.list": (
        world(channels={"pos": {"title": "ПОС"}}),
        world(channels={"pos": {"title": "ПОС"}, "other": {"title": "Иные"}}),
        "channels",
    ),
    "sector.other": (
        world(sectors={"roads": {"title": "Дороги", "standing": "main"}}),
        world(sectors={"roads": {"title": "Дороги", "standing": "additional"}}),
        "sectors/roads/standing",
    ),
    "sector.head": (
        world(sectors={"roads": {"title": "Дороги", "standing": "main"}}),
        world(sectors={"roads": {"title": "Дороги", "standing": "main", "head": "clerk"}}),
        "sectors/roads/head",
    ),
    "hours.other": (
        world(office_hours={"monday": ["08:00-12:00"]}),
        world(office_hours={"monday": ["09:00-12:00"]}),
        "office_hours/monday",
    ),
    "parameter.other": (world(parameters=OPEN_PERIOD), world(), "parameters/p"),
    "parameter.set-by": (
        world(parameters=OPEN_PERIOD),
        world(parameters={"p": {"type": "period", "set_by": "cur"}}),
        "parameters/p/set_by",
    ),
    "act.basis": (
        world(),
        world(
            act={"in_force": {"from": "2019-01-01"}, "basis": {"fz-59": {"title": "59-ФЗ", "clause": "п. 1"}}}
        ),
        "act/basis/fz-59",
    ),
    "act.defect": (
        world(),
        world(
            defects={"gap": {"kind": "missing-annex", "severity": "high", "locator": "п. 7", "effect": "-"}}
        ),
        "defects/gap",
    ),
}

# further ways into the same rules: (rule, A, B, path)
MORE: list[tuple[str, Doc, Doc, str]] = [
    ("may.to-must", one(modality="right"), one(), "norms/n0/modality"),
    ("modality.up", one(modality="recommendation"), one(modality="target"), "norms/n0/modality"),
    ("modality.up", one(modality="right"), one(modality="recommendation"), "norms/n0/modality"),
    ("norm.duty-new", world(), world({"kind": "standing", "bearer": "head"}), "norms/n0"),
    ("norm.duty-new", world(), world({"kind": "precedence", "opens": "b", "requires": "a"}), "norms/n0"),
    ("norm.aim-new", world(), one(modality="recommendation"), "norms/n0"),
    ("kind.other", one(), world({"kind": "standing", "bearer": "office"}), "norms/n0/kind"),
    (
        "kind.other",
        world({"kind": "declaration"}),
        world({"kind": "standing", "bearer": "x"}),
        "norms/n0/kind",
    ),
    ("ends.more", one(), one(cancel={"event": "appeal.withdrawn"}), "norms/n0/cancel"),
    (
        "ends.more",
        world({"kind": "precedence", "opens": "x", "requires": "a"}),
        world({"kind": "precedence", "opens": "x", "requires": ["a", "b"]}),
        "norms/n0/requires",
    ),
    ("where.narrower", one(), one(where={"track": "accelerated"}), "norms/n0/where"),
    ("where.narrower", one(where={"track": {"not": "a"}}), one(where={"track": "b"}), "norms/n0/where"),
    (
        "where.narrower",
        one(where={"track": {"not": "a"}}),
        one(where={"track": {"not": ["a", "b"]}}),
        "norms/n0/where",
    ),
    ("where.other", one(where={"track": {"not": "a"}}), one(where={"track": "a"}), "norms/n0/where"),
    ("where.other", one(where={"track": "a"}), one(where={"channel": "pos"}), "norms/n0/where"),
    # what bounds a right has no direction
    (
        "where.other",
        one(modality="right"),
        one(modality="right", where={"channel": "pos"}),
        "norms/n0/where",
    ),
    (
        "term.decided",
        periodic(OPEN_PERIOD, every={"parameter": "p"}),
        periodic(OPEN_PERIOD, every="month"),
        "norms/n0/every",
    ),
    ("term.earlier", one(roll="next"), one(), "norms/n0/roll"),
    (
        "question.other",
        one(readings={"roll": QUESTION}),
        one(readings={"roll": OTHER}),
        "norms/n0/readings/roll/alternatives",
    ),
    # what comes after office hours is counted from the next working day: later
    (
        "term.earlier",
        world(response(**LATE), office_hours=HOURS),
        world(response(), office_hours=HOURS),
        "norms/n0/after_hours",
    ),
    ("sample.rarer", rating(10, channel="pos"), rating(20, channel="pos"), "norms/n0/sample"),
    ("sample.rarer", rating(None), rating(1), "norms/n0/sample"),
    ("sample.other", rating(10), rating(20, channel="pos"), "norms/n0/sample"),
    ("sample.other", rating(10), rating(10, channel="pos"), "norms/n0/sample"),
    ("sample.other", rating(10), rating(20, ["message.received", "appeal.registered"]), "norms/n0/sample"),
    # what bounds a right has no direction
    (
        "sample.other",
        world(report(modality="right")),
        world(report(modality="right", sample={"of": "message.received", "at_least": 10})),
        "norms/n0/sample",
    ),
    ("chain.other", one(), one(alongside="fz59.answer"), "norms/n0/alongside"),
    (
        "act.basis",
        repealing(),
        repealing(old={"title": "О сообщениях", "number": "12", "date": "2019-03-04", "clause": "п. 4"}),
        "act/repeals/old",
    ),
    (
        "act.basis",
        repealing(old={"title": "О сообщениях", "number": "12"}),
        repealing(old={"title": "О сообщениях", "number": "13"}),
        "act/repeals/old",
    ),
    ("chain.other", one(step=1), one(step=2), "norms/n0/step"),
    ("role.held", roles(holders={"clerk": {}}), roles(holders={"head": {}}), "roles/curator/holders"),
    ("role.held", roles(), roles(party="local-authority"), "roles/curator/party"),
    ("role.rank-up", roles(), roles(required_rank="specialist"), "roles/curator/required_rank"),
    ("role.act-new", roles(), roles(requires_act=True), "roles/curator/requires_act"),
    (
        "sector.other",
        world(),
        world(sectors={"roads": {"title": "Дороги", "standing": "main"}}),
        "sectors/roads",
    ),
    ("in_force.other", world(), world(act={"in_force": {"from": "2020-01-01"}}), "act/in_force"),
    (
        "parameter.other",
        world(parameters=OPEN_PERIOD),
        world(parameters={"p": {"type": "amount", "set_by": "head"}}),
        "parameters/p/type",
    ),
]
PLANTED = [(rule, *case) for rule, case in CASES.items()] + MORE


def only(a: Doc, b: Doc, path: str) -> Pair:
    """The difference at a path."""
    return next(pair for pair in classed(operand(a), operand(b)) if pair.path == path)


@pytest.mark.parametrize(("rule", "a", "b", "path"), PLANTED, ids=[f"{one[0]} {one[3]}" for one in PLANTED])
def test_a_rule_and_its_mirror(rule: str, a: Doc, b: Doc, path: str) -> None:
    there, back = only(a, b, path), only(b, a, path)
    assert swapped(there) == back
    assert classify(there).id == rule
    assert classify(back).id == BY_ID[rule].mirror
    assert BY_ID[BY_ID[rule].mirror].cls == MIRRORED[BY_ID[rule].cls]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_every_rule_has_a_mirror_and_a_planted_pair(rule: Any) -> None:
    mirror = BY_ID[rule.mirror]
    assert (mirror.mirror, mirror.fields) == (rule.id, rule.fields)
    assert mirror.cls == MIRRORED[rule.cls]
    assert rule.id in CASES or rule.mirror in CASES


def test_ids_are_unique_and_every_class_is_used() -> None:
    assert len(BY_ID) == len(RULES)
    assert {rule.cls for rule in RULES} == set(CHANGE_CLASSES)
    assert {MIRRORED[MIRRORED[cls]] for cls in CHANGE_CLASSES} == set(CHANGE_CLASSES)


def test_an_unknown_field_is_no_silent_change() -> None:
    with pytest.raises(LookupError):
        classify(Pair(None, "weather/today", "weather", 1, 2))


EVERY_FIELD = sorted({field for rule in RULES for field in rule.fields.split()})


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_every_field_has_a_last_rule_unless_a_norm_is_one_sided(field: str) -> None:
    # two values that nothing is known of: whatever they are, the field has a class, the same both ways
    values = ({"x": "1"}, {"y": "1"}) if field == "where" else ("x", "y")
    modality = ("duty", None) if field == "norm" else ("duty", "duty")
    pair = Pair("n", f"norms/n/{field}", field, *values, modality=modality)
    assert classify(swapped(pair)).id == classify(pair).mirror


# values as a norm may hold them; all pairs of them must class alike from both sides
VALUES: dict[str, list[Any]] = {
    "modality": [None],
    "opens": [["a"], ["b"], ["a", "b"], ["a", "b", "c"], []],
    "closes": [["a"], ["b"], ["a", "b"], []],
    "cancel": [None, {"event": ["a"]}, {"event": ["a", "b"]}, {"event": ["c"]}],
    "where": [
        None,
        {"x": "1"},
        {"x": ["1", "2"]},
        {"x": {"not": "1"}},
        {"x": {"not": ["1", "2"]}},
        {"x": "3", "y": "1"},
        {"y": {"not": "1"}},
    ],
    "within": [1, 2],
    "sample": [
        None,
        {"of": ["a"], "at_least": 1},
        {"of": ["a"], "at_least": 2},
        {"of": ["a", "b"], "at_least": 2},
        {"of": ["a"], "at_least": 2, "where": {"x": "1"}},
        {"of": ["a"], "at_least": 3, "where": {"x": "1"}},
    ],
    "required_rank": [None, "head", "deputy-head", "specialist", "other"],
    "requires_act": [None, True, False],
}
MODALITIES = [None, "duty", "target", "recommendation", "right"]


@pytest.mark.parametrize("field", VALUES)
def test_the_table_is_symmetric_over_all_values(field: str) -> None:
    pairs = [
        Pair("n", f"norms/n/{field}", field, a, b, modality=(one, other), dues=dues, open=(p, q))
        for a in VALUES[field]
        for b in VALUES[field]
        for one in MODALITIES
        for other in MODALITIES
        for dues in (None, "same", "earlier", "later", "mixed", "unknown")
        for p, q in ((False, False), (True, False), (False, True))
        if a != b or field == "modality"
    ]
    for pair in pairs:
        rule, mirror = classify(pair), classify(swapped(pair))
        assert (mirror.id, mirror.cls) == (rule.mirror, MIRRORED[rule.cls])
