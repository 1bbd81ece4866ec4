"""What a comparison says, and what it does not say: real orders, planted differences, planted noise."""

import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from compare.pairs import PROFILES, Doc, bundled, operand, report, response, world
from poryadok.compare.differences import diff
from poryadok.compare.model import Change, Diff, Operand, Parameter
from poryadok.compare.rules import MIRRORED


def turned(found: Diff) -> Diff:
    """The same comparison seen from the other side."""
    return Diff(
        found.b,
        found.a,
        tuple(Parameter(one.path, one.b, one.a) for one in found.parameters),
        tuple(
            replace(
                one,
                cls=MIRRORED[one.cls],
                a=one.b,
                b=one.a,
                clause_a=one.clause_b,
                clause_b=one.clause_a,
            )
            for one in found.changes
        ),
        tuple(replace(one, side="b" if one.side == "a" else "a") for one in found.gaps),
    )


def by_path(found: Diff) -> dict[str, Change]:
    assert len({change.path for change in found.changes}) == len(found.changes)
    return {change.path: change for change in found.changes}


def classes(found: Diff) -> dict[str, str]:
    return {change.path: change.cls for change in found.changes}


# --- the real orders


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_does_not_differ_from_itself(profile: str) -> None:
    found = diff(operand(bundled(profile)), operand(bundled(profile)))
    assert (found.parameters, found.changes, found.gaps) == ((), (), ())


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(PROFILES, 2)))
def test_real_pairs_mirror(one: str, other: str) -> None:
    a, b = operand(bundled(one)), operand(bundled(other))
    there, back = diff(a, b), diff(b, a)
    assert there.changes
    assert turned(there) == back
    assert turned(back) == there


ANNEX = {
    # the annex of Kuzhmara's order: points 2, 5, 5, 6, 7, 8 and the second paragraph of point 2
    "norms/misinfo.verify": "duty-lifted",
    "norms/comment.publish-after-agreement": "duty-lifted",
    "norms/comment.press-after-agreement": "duty-lifted",
    "norms/comment.relay": "duty-lifted",
    "norms/comment.author": "right-lost",
    "norms/comment.content": "duty-lifted",
    "norms/contact.channel": "duty-lifted",
}


def test_kuzhmara_against_beloyarsky() -> None:
    found = diff(operand(bundled("kuzhmara")), operand(bundled("beloyarsky")))
    changes = by_path(found)
    of_norms = {path: change.cls for path, change in changes.items() if change.norm}
    # besides the annex only one thing: whether three hours might run from another event is asked no more
    assert of_norms == {**ANNEX, "norms/comment.draft/readings/three-hours-start": "redefined"}
    gaps = {f"norms/{gap.norm}": (gap.side, gap.defect) for gap in found.gaps}
    assert gaps == dict.fromkeys(ANNEX, ("b", "missing-algorithm"))
    foreign = changes["defects/foreign-administration"]
    assert (foreign.a, foreign.b["kind"], foreign.clause_b) == (None, "foreign-name", "п. 2 абз. 1")
    # letters left over, words run together: slips of the pen are no difference in law
    slips = {"stray-letter", "doubled-name", "comment-of-republic", "joined-words", "contact-change-number"}
    assert not slips & {path.removeprefix("defects/") for path in changes}
    # the same channels under other words, the same contact officer
    assert not [path for path in changes if path.startswith(("channels", "roles", "parties", "sectors"))]
    assert not [
        one for one in found.changes if one.cls == "editorial" and not one.path.startswith("act/basis/")
    ]


def test_what_is_each_municipalitys_own_is_told_once() -> None:
    found = diff(operand(bundled("kuzhmara")), operand(bundled("beloyarsky")))
    own = {one.path: (one.a, one.b) for one in found.parameters}
    assert own["municipality/timezone"] == ("Europe/Moscow", "Asia/Yekaterinburg")
    assert own["act/number"] == ("140", "304")
    assert own["parties/cur/title"] == ("ЦУР Республики Марий Эл", "ЦУР Свердловской области")
    assert "act/title" not in own  # both are called alike
    assert not {one.path for one in found.changes} & set(own)


def test_borsky_against_kilemar() -> None:
    changes = by_path(diff(operand(bundled("borsky")), operand(bundled("kilemar"))))
    # property and economy: of the main sectors of the one, of the additional ones of the other
    assert (changes["sectors/property/standing"].a, changes["sectors/property/standing"].b) == (
        "main",
        "additional",
    )
    assert "sectors/economy/standing" not in changes
    assert changes["sectors/roads/head"].b is None  # no head is named for any sector
    assert changes["sectors/health"].b is None
    assert "sectors/health/standing" not in changes  # a sector that is not there has no standing
    # who holds several roles: the curator is the head of the centre; one adviser holds three
    assert changes["roles/combined/chief-of-staff"].a == ["curator", "mcu-head"]
    assert changes["roles/combined/records-adviser"].b == ["incident-officer", "pages-officer", "pos-officer"]
    # a curator not below deputy head
    rank = changes["roles/curator/required_rank"]
    assert (rank.a, rank.b, rank.cls) == (None, "deputy-head", "tightened")
    by = changes["roles/curator/appointed/by"]
    assert (by.a, by.b, by.cls, by.field) == ("local-authority", "head-of-administration", "reassigned", "by")
    # who sets the open period
    assert changes["parameters/note-period"].b == {"type": "period", "set_by": "head-of-administration"}
    assert changes["norms/incident.report/counterparty"].b == "mcu-head"


def test_the_order_is_norms_by_id_and_field_then_the_rest() -> None:
    a = world(response(), report(), channels={"pos": {}}, roles={"member": {}})
    b = world(
        response(within={"days": 3}, bearer="head", readings={"q": asked()}, exceptions={"e": excepted()}),
        response(),
    )
    found = [change.path for change in diff(operand(a), operand(b)).changes]
    assert found == [
        "norms/n0/bearer",
        "norms/n0/within",
        "norms/n0/exceptions/e",
        "norms/n0/readings/q",
        "norms/n1/kind",
        "norms/n1/counterparty",
        "norms/n1/opens",
        "norms/n1/closes",
        "norms/n1/within",
        "norms/n1/every",
        "norms/n1/due",
        "channels",
        "channels/pos",
        "roles/member",
    ]


def asked(**fields: Any) -> Doc:
    return {
        "title": "?",
        "adopted": "keep",
        "alternatives": {"keep": {}, "next": {"patch": {"roll": "next"}}},
    } | fields


def excepted() -> Doc:
    return {"where": {"priority": "urgent"}, "patch": {"within": {"days": 1}}}


# --- noise


def rewritten(value: Any, *, seed: int) -> Any:
    """Keys in another order."""
    shuffle = random.Random(seed).shuffle
    if isinstance(value, dict):
        keys = list(value)
        shuffle(keys)
        return {key: rewritten(value[key], seed=seed) for key in keys}
    return [rewritten(one, seed=seed) for one in value] if isinstance(value, list) else value


def _titles(doc: Doc) -> None:
    for section in ("norms", "channels", "sectors", "roles", "parties", "parameters"):
        for body in (doc.get(section) or {}).values():
            body["title"] = "«" + str(body.get("title", "")).upper() + "»"
    for question in doc["readings"].values():
        question["title"] = "Как быть?"
        for number, answer in enumerate(question["alternatives"].values()):
            answer.update(title=f"ответ {number}", basis="так принято")


def _places(doc: Doc) -> None:
    """List markers, dashes, another numbering: locators and fingerprints."""
    for norm in doc["norms"].values():
        source = norm.get("source") or []
        for place in source if isinstance(source, list) else [source]:
            place["locator"] = place["locator"].replace("подп. 1)", "тире 1").replace("п.", "пункт")
            place["fingerprint"] = "0" * 64
        norm["notes"] = "переписано"
    for section in ("channels", "sectors", "roles", "parties", "defects"):
        for body in (doc.get(section) or {}).values():
            body["locator" if section == "defects" else "clause"] = "п. 99"


def _defaults(doc: Doc) -> None:
    """What the language takes for granted, written out; one type as a list, a list the other way round."""
    for norm in doc["norms"].values():
        if norm["kind"] == "response":
            norm.setdefault("roll", "keep")
            norm.setdefault("day_zero", "exclude")
            norm.setdefault("after_hours", "keep")
            norm.setdefault("presidential_days", "working")
            norm.setdefault("by_norm", False)
        if norm["kind"] == "report":
            norm.setdefault("first_period", "partial")
            norm["due"] = norm.get("due") or {"end_of": "period"}
        if norm["kind"] not in ("right", "power", "declaration"):
            norm.setdefault("modality", "duty")
            norm.setdefault("in_force", doc["act"]["in_force"])
        for field in ("opens", "closes", "requires"):
            if field in norm:
                value = norm[field]
                norm[field] = [value] if isinstance(value, str) else value[::-1]
        for field, value in norm.get("where", {}).items():
            norm["where"][field] = [value] if isinstance(value, str) else value


def _spelling(doc: Doc) -> None:
    for channel in (doc.get("channels") or {}).values():
        channel["system"] = "Инцидент менеджмент"
    for role in (doc.get("roles") or {}).values():
        if "appointed" in role:
            role["appointed"]["how"] = "как-нибудь иначе"
        for holder in (role.get("holders") or {}).values():
            holder["note"] = "примечание"
    for defect in doc["defects"].values():
        defect["effect"] = "Сказано другими словами."
    doc["defects"]["slip"] = {
        "locator": "п. 1",
        "kind": "wording",
        "severity": "editorial",
        "effect": "Опечатка.",
    }
    for basis in doc["act"]["basis"].values():
        basis["title"] = basis["title"].replace("№", "N")
    doc["accepted"] = {}


NOISE: dict[str, Callable[[Doc], None]] = {
    "titles": _titles,
    "places": _places,
    "defaults": _defaults,
    "spelling": _spelling,
}


@pytest.mark.parametrize("profile", PROFILES)
def test_noise_is_no_difference(profile: str) -> None:
    plain = bundled(profile)
    loud = rewritten(bundled(profile), seed=len(profile))
    for plant in NOISE.values():
        plant(loud)
    for found in (diff(operand(plain), operand(loud)), diff(operand(loud), operand(plain))):
        assert found.changes == ()
        assert found.gaps == ()
        # one's own names are told as parameters, and nothing else
        assert {one.path.split("/")[0] for one in found.parameters} == {"parties"}


def test_the_order_of_keys_alone_shows_nowhere() -> None:
    a, b = bundled("borsky"), bundled("kilemar")
    plain = diff(operand(a), operand(b))
    shuffled = diff(operand(rewritten(a, seed=1)), operand(rewritten(b, seed=2)))
    assert (shuffled.parameters, shuffled.changes, shuffled.gaps) == (
        plain.parameters,
        plain.changes,
        plain.gaps,
    )


def test_an_answer_is_what_it_changes_not_its_name() -> None:
    renamed = asked(adopted="нет", alternatives={"нет": {"patch": {}}, "да": {"patch": {"roll": "next"}}})
    one, other = world(response(readings={"q": asked()})), world(response(readings={"q": renamed}))
    assert diff(operand(one), operand(other)).changes == ()


def test_an_answer_or_an_exception_may_repeat_the_text() -> None:
    # the answer that is the text of the act, written out: the roll is kept anyway
    written = asked(alternatives={"keep": {"patch": {"roll": "keep"}}, "next": {"patch": {"roll": "next"}}})
    one, other = world(response(readings={"q": asked()})), world(response(readings={"q": written}))
    assert diff(operand(one), operand(other)).changes == ()
    same = {**excepted(), "patch": {"within": {"days": 1, "calendar_days": None}, "roll": "keep"}}
    one, other = (world(response(exceptions={"e": how})) for how in (excepted_from_five(), same))
    assert diff(operand(one), operand(other)).changes == ()


def excepted_from_five() -> Doc:
    """One day instead of the five of the norm."""
    return {"where": {"priority": ["urgent"]}, "patch": {"within": {"calendar_days": None, "days": 1}}}


def test_the_order_of_what_a_norm_stands_beside_is_none() -> None:
    one, other = (response(alongside=names) for names in (["b", "a"], ["a", "b", "a"]))
    assert diff(operand(world(one)), operand(world(other))).changes == ()
    said = by_path(diff(operand(world(response())), operand(world(one))))["norms/n0/alongside"]
    assert (said.a, said.b, said.cls) == (None, ["a", "b"], "editorial")


def test_a_sample_is_what_it_counts() -> None:
    one = report(sample={"of": "b", "at_least": 3, "where": {"channel": ["pos"], "track": ["y", "x"]}})
    other = report(sample={"where": {"track": ["x", "y"], "channel": "pos"}, "at_least": 3, "of": ["b"]})
    assert diff(operand(world(one)), operand(world(other))).changes == ()
    empty = report(sample={"of": ["b"], "at_least": 3, "where": {}})
    plain = report(sample={"of": "b", "at_least": 3})
    assert diff(operand(world(empty)), operand(world(plain))).changes == ()


def test_a_repealed_act_is_its_number_and_its_date() -> None:
    def act(**old: Any) -> Operand:
        body = {"title": "О сообщениях", "number": "12", "date": "2019-03-04", "clause": "п. 4"}
        return operand(world(act={"in_force": {"from": "2019-01-01"}, "repeals": {"old": body | old}}))

    assert diff(act(), act(title="О работе с сообщениями", clause="п. 9")).changes == ()
    change = diff(act(), act(date="2020-03-04", clause="п. 9")).changes[0]
    assert (change.path, change.field, change.cls) == ("act/repeals/old", "repeals", "editorial")
    assert (change.clause_a, change.clause_b) == ("п. 4", "п. 9")
    assert change.a == {"title": "О сообщениях", "number": "12", "date": "2019-03-04"}


def test_a_shared_question_and_the_norms_own_are_one() -> None:
    shared = world(response(readings={"q": {}}), readings={"q": asked()})
    own = world(response(readings={"q": asked()}))
    assert diff(operand(shared), operand(own)).changes == ()
    adopted = world(response(readings={"q": {"adopted": "next"}}), readings={"q": asked()})
    assert classes(diff(operand(own), operand(adopted))) == {"norms/n0/readings/q/adopted": "relaxed"}


# --- planted differences


def test_a_declaration_is_no_norm_to_miss() -> None:
    goals = {"kind": "declaration", "title": "Цели", "source": {"locator": "п. 1"}}
    assert diff(operand(world(goals)), operand(world())).changes == ()
    assert diff(operand(world(goals)), operand(world({**goals, "bearer": "head"}))).changes == ()
    found = diff(operand(world(goals)), operand(world({"kind": "standing", "bearer": "head"})))
    assert classes(found) == {"norms/n0/kind": "redefined", "norms/n0/bearer": "reassigned"}


def test_a_norm_on_one_side_is_one_change_with_what_it_says() -> None:
    (found,) = diff(operand(world()), operand(world(response(roll="next")))).changes
    assert (found.norm, found.path, found.field, found.cls) == ("n0", "norms/n0", "norm", "duty-new")
    assert (found.a, found.clause_a, found.clause_b) == (None, None, "п. 1")
    assert found.b == {
        "kind": "response",
        "modality": "duty",
        "bearer": "office",
        "counterparty": "applicant",
        "opens": ["message.received"],
        "closes": ["message.answered"],
        "within": {"calendar_days": 5},
        "roll": "next",
    }


def test_a_norm_in_force_as_long_as_its_act_says_nothing_of_its_own() -> None:
    later = {"in_force": {"from": "2024-01-01"}}
    assert classes(diff(operand(world(response())), operand(world(response(), act=later)))) == {
        "act/in_force": "redefined"
    }
    # from the day of the other act, in its own words: the same day
    own = world(response(in_force={"from": "2024-01-01"}))
    assert classes(diff(operand(own), operand(world(response(), act=later)))) == {"act/in_force": "redefined"}


def test_a_gap_needs_a_defect_that_hides_the_norm() -> None:
    lacking = world(defects={"annex": {"kind": "missing-annex", "severity": "critical", "hides": ["n0"]}})
    found = diff(operand(world(response())), operand(lacking))
    assert [(gap.norm, gap.side, gap.defect) for gap in found.gaps] == [("n0", "b", "annex")]
    assert [(gap.norm, gap.side) for gap in diff(operand(lacking), operand(world(response()))).gaps] == [
        ("n0", "a")
    ]
    silent = world(defects={"annex": {"kind": "missing-annex", "severity": "critical"}})
    assert diff(operand(world(response())), operand(silent)).gaps == ()


def test_a_defect_is_one_change_and_its_words_are_none() -> None:
    def act(**defect: Any) -> Operand:
        return operand(
            world(response(), defects={"term": {"kind": "term-not-stated", "severity": "low"} | defect})
        )

    assert diff(act(effect="Срок не назван."), act(effect="Нет срока.", locator="п. 5")).changes == ()
    assert classes(diff(act(), act(severity="high"))) == {"defects/term": "redefined"}
    assert classes(diff(act(), act(norms=["n0"]))) == {"defects/term": "redefined"}
    # a norm that one act alone has cannot be touched in both
    assert diff(act(), act(norms=["n7"])).changes == ()
    assert diff(act(severity="editorial"), operand(world(response()))).changes == ()


def test_a_decided_value_is_the_value_it_was_decided_to_be() -> None:
    decided = {"p": {"type": "amount", "set_by": "head", "value": {"calendar_days": 5}}}
    left_open = {"p": {"type": "amount", "set_by": "head"}}
    by_decision = world(response(within={"parameter": "p"}), parameters=decided)
    assert classes(diff(operand(world(response())), operand(by_decision))) == {"parameters/p": "redefined"}
    waiting = world(response(within={"parameter": "p"}), parameters=left_open)
    found = by_path(diff(operand(world(response())), operand(waiting)))
    assert found["norms/n0/within"].cls == "duty-lifted"  # nothing is due until it is decided
    assert found["norms/n0/within"].b == {"parameter": "p"}
    assert classes(diff(operand(waiting), operand(by_decision))) == {"parameters/p/value": "duty-new"}


def test_what_if_stands_above_readings() -> None:
    # a trial of three days: the question about the roll may not bring the five days back
    answers = asked(
        adopted="five", alternatives={"five": {"patch": {"within": {"calendar_days": 5}}}, "keep": {}}
    )
    base = world(response(readings={"q": answers}))
    tried = world(response(within={"calendar_days": 3}, readings={"q": answers}))
    under = operand(tried)
    above = {"norms": {"n0": {"within": {"calendar_days": 3}}}}
    trial = replace(under, version=replace(under.version, what_if=(above,)))
    assert classes(diff(operand(base), under)) == {"norms/n0/within": "editorial"}
    assert classes(diff(operand(base), trial)) == {"norms/n0/within": "tightened"}


FIELDS: dict[str, list[Any]] = {
    "bearer": ["cur", "local-authority", {"head_of": "sector"}],
    "counterparty": ["media", None],
    "modality": ["target", "recommendation", "right", "duty"],
    "opens": ["page.posted", ["page.posted", "meeting.held"]],
    "where": [{"channel": "pos"}, {"track": {"not": "x"}}, None],
    "within": [{"hours": 2}, {"working_days": 2}, {"days": 9}, {"standard": "скоро"}, None],
    "roll": ["next", "previous", None],
    "day_zero": ["include", None],
    "cancel": [{"event": "appeal.withdrawn"}, None],
    "step": [7, None],
    "alongside": ["fz59.answer", None],
}


def mutated(profile: str, seed: int) -> Doc:
    """A profile with some norms changed, dropped or added, some sections changed."""
    chance = random.Random(seed)
    doc = bundled(profile)
    norms = doc["norms"]
    for norm_id in chance.sample(sorted(norms), 4):
        if norms[norm_id]["kind"] == "response":
            continue
        del norms[norm_id]
    responses = [norm for norm in norms.values() if norm["kind"] == "response"]
    for norm in responses:
        field = chance.choice(sorted(FIELDS))
        value = chance.choice(FIELDS[field])
        norm.pop(field, None)
        if value is not None:
            norm[field] = value
        if field == "within":
            norm.pop("readings", None)
            norm.pop("extend", None)
    norms["meetings.hold"] = {"kind": "activity", "bearer": "cur", "every": chance.choice(["week", "month"])}
    norms["meetings.hold"] |= {"closes": "meeting.held", "count": chance.randint(1, 3)}
    doc["readings"]["roll"]["adopted"] = chance.choice(["keep", "next", "previous"])
    for section in ("roles", "channels", "sectors", "defects"):
        if doc.get(section):
            del doc[section][chance.choice(sorted(doc[section]))]
    return doc


@pytest.mark.parametrize("seed", range(8))
def test_mutations_mirror_and_are_seen(seed: int) -> None:
    profile = PROFILES[seed % len(PROFILES)]
    a, b = operand(mutated(profile, seed)), operand(mutated(profile, seed + 100))
    there, back = diff(a, b), diff(b, a)
    assert there.changes
    assert turned(there) == back
    assert diff(a, operand(mutated(profile, seed))).changes == ()
