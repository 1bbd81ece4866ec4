"""Norms of every computed kind, valid by construction."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from strategies import words
from strategies.questions import ask
from strategies.words import Doc


def rarely(draw: DrawFn, of: int = 4) -> bool:
    """True about once in `of`; false is the simple case to shrink to."""
    return draw(st.integers(0, of - 1)) == of - 1


def amount(draw: DrawFn, family: str) -> Doc:
    unit = draw(st.sampled_from(words.FAMILIES[family]))
    return {unit: draw(st.sampled_from(words.COUNTS[unit]))}


def types(draw: DrawFn, pool: list[str]) -> str | list[str]:
    """One type, or a list of them."""
    if rarely(draw):
        return draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2, unique=True))
    return draw(st.sampled_from(pool))


def condition(draw: DrawFn) -> Doc:
    field, values = draw(
        st.sampled_from(
            [
                ("channel", words.CHANNELS),
                ("track", words.TRACKS),
                ("sector", words.SECTORS),
                ("data.level", [1, 2]),
                ("data.urgent", [True]),
            ]
        )
    )
    shape = draw(st.integers(0, 3))
    value = values[0]
    if shape == 1:
        return {field: values}
    if shape == 2:
        return {field: {"not": value}}
    if shape == 3:
        return {field: {"not": values}}
    return {field: value}


@st.composite
def norm(draw: DrawFn, number: int, start: date, parameters: Doc, questions: Doc) -> Doc:
    """One norm. Fills `parameters` and the shared `questions` of its profile with what it refers to."""
    kind = draw(
        st.sampled_from(
            [
                "response",
                "response",
                "response",
                "request",
                "request",
                "report",
                "report",
                "activity",
                "once",
                "precedence",
            ]
        )
    )
    base = {
        "kind": kind,
        "title": f"норма {number}",
        "modality": draw(st.sampled_from(["duty", "duty", "target", "recommendation"])),
        "bearer": draw(st.sampled_from(["administration", "centre"])),
        "source": {"locator": f"п. {number}"},
    }
    if kind == "precedence":
        base["modality"] = "duty"
    if rarely(draw):
        base["counterparty"] = "centre"
    if rarely(draw, 6):
        base["source"] = [{"locator": f"п. {number}.1"}, {"locator": f"п. {number}.2"}]
    if rarely(draw, 6):
        base["in_force"] = {"from": (start + timedelta(days=draw(st.sampled_from([-20, 1, 40])))).isoformat()}
        if rarely(draw, 3):
            base["in_force"]["to"] = (start + timedelta(days=draw(st.sampled_from([60, 120])))).isoformat()
    if kind in ("response", "request"):
        own = case_norm(draw, kind, number, parameters)
    elif kind == "precedence":
        own = {"opens": types(draw, words.JUDGED), "requires": types(draw, words.REQUIRED)}
        if rarely(draw):
            own["where"] = condition(draw)
    else:
        own = period_norm(draw, kind, number, start, parameters)
    result = {**base, **own}
    ask(draw, result, number, questions)
    return result


def case_norm(draw: DrawFn, kind: str, number: int, parameters: Doc) -> Doc:
    own: Doc = {"opens": words.REQUEST[0], "closes": words.REQUEST[1]}
    if kind == "response":
        own = {"opens": types(draw, words.OPENS), "closes": types(draw, words.CLOSES)}
        if rarely(draw):
            own["where"] = condition(draw)
    if rarely(draw, 8):
        own["by_norm"] = kind == "response"
    if rarely(draw, 3):
        own["cancel"] = {"event": types(draw, words.CANCELS)}
    if rarely(draw, 6):
        own["bearer"] = {"head_of": "sector"}

    family = draw(st.sampled_from(["day", "day", "day", "instant", "office"]))
    term = draw(st.sampled_from(["amount"] * 6 + ["none", "standard", "parameter", "field"]))
    if term == "amount":
        own["within"] = amount(draw, family)
    elif term == "standard":
        own["within"] = {"standard": "своевременно"}
        return own
    elif term == "field":
        family = "instant"
        own["within"] = {"field": "due"}
    elif term == "parameter":
        name = f"term-{number}"
        own["within"] = {"parameter": name}
        parameters[name] = {"title": name, "type": "amount", "set_by": "administration", "clause": "п. 9"}
        if not rarely(draw, 2):
            parameters[name]["value"] = amount(draw, family)
    else:
        return own
    if family == "day":
        day_rules(draw, own)
        if rarely(draw, 5):
            own["day_zero"] = "include"
    if family in ("office", "instant") and rarely(draw, 4):
        own["presidential_days"] = "rest"
    if rarely(draw, 2 if family == "instant" else 3):
        own["after_hours"] = "next_working_day"
    if rarely(draw, 2):
        own["extend"] = extension(draw, family)
    if term != "parameter" and rarely(draw, 3):
        own["exceptions"] = exceptions(draw, family, number)
    return own


def day_rules(draw: DrawFn, own: Doc) -> None:
    if rarely(draw, 2):
        own["roll"] = draw(st.sampled_from(["keep", "next", "previous"]))
    if rarely(draw, 5):
        own["presidential_days"] = "rest"


def extension(draw: DrawFn, family: str) -> Doc:
    by = amount(draw, family)
    if rarely(draw, 3):
        by = {"field": "data.days", "unit": draw(st.sampled_from(words.FAMILIES[family]))}
    result = {"event": types(draw, words.EXTENDS), "by": by}
    if rarely(draw, 2):
        result["times"] = draw(st.integers(1, 3))
    return result


def exceptions(draw: DrawFn, family: str, number: int) -> Doc:
    """One exception, or two that no event can satisfy together; terms stay in their family."""
    field, values = draw(st.sampled_from([("track", words.TRACKS), ("data.level", [1, 2])]))
    found = {}
    for name, value in zip(("first", "second"), values, strict=False):
        # whatever unit a reading has put there gives way to the exception's
        units: Doc = dict.fromkeys((*words.COUNTS, "field"))
        patch: Doc = {"within": {**units, **amount(draw, family)}}
        if rarely(draw):
            patch["bearer"] = draw(st.sampled_from(["centre", {"head_of": "sector"}]))
        if rarely(draw):
            patch["modality"] = "target"
        if family == "day" and rarely(draw):
            patch["roll"] = draw(st.sampled_from(["next", "previous"]))
        if family == "day" and rarely(draw):
            patch["day_zero"] = "include"
        if rarely(draw):
            patch["after_hours"] = draw(st.sampled_from(["next_working_day", "keep"]))
        if rarely(draw):
            patch["extend"] = None if draw(st.booleans()) else replaced_extension(draw, family)
        found[name] = {"where": {field: value}, "patch": patch}
        if rarely(draw, 3):
            found[name]["source"] = {"locator": f"п. {number} {name}"}
        if not rarely(draw, 3):
            break
    return found


def replaced_extension(draw: DrawFn, family: str) -> Doc:
    """A patch that leaves nothing of the extension that was there."""
    nothing: Doc = dict.fromkeys((*words.COUNTS, "field", "unit"))
    return {"event": draw(st.sampled_from(words.EXTENDS)), "by": {**nothing, **amount(draw, family)}}


def period_norm(draw: DrawFn, kind: str, number: int, start: date, parameters: Doc) -> Doc:
    if kind == "once":
        offset = draw(st.sampled_from([0, 1, 9, 30, 100]))
        own: Doc = {
            "due": {"date": (start + timedelta(days=offset)).isoformat()},
            "closes": types(draw, words.DATED),
        }
        day_rules(draw, own)
        return own
    every = draw(
        st.sampled_from(["quarter", "quarter", "month", "month", "week", "year", "half-year", "day"])
    )
    own = {"every": every}
    parameter = kind == "report" and rarely(draw, 8)
    if parameter:
        name = f"period-{number}"
        own["every"] = {"parameter": name}
        parameters[name] = {"title": name, "type": "period", "set_by": "administration", "clause": "п. 9"}
        if not rarely(draw, 2):
            parameters[name]["value"] = every
    if kind == "activity":
        own["closes"] = types(draw, words.DONE)
        if rarely(draw, 2):
            own["count"] = draw(st.integers(1, 3))
        if rarely(draw, 3):
            own["day_kind"] = "working"
        if rarely(draw, 5):
            own["presidential_days"] = "rest"
        return own
    if rarely(draw, 6):
        own |= {"by_norm": False, "closes": draw(st.sampled_from(words.DATED))}
    elif rarely(draw, 3):
        own["closes"] = words.SUBMITTED
    # a period that is not known yet is due at its end
    if not parameter and not rarely(draw, 5):
        own["due"] = draw(st.sampled_from(words.DUES[every]))
    if rarely(draw, 5):
        own["first_period"] = "full-only"
    due = own.get("due", {})
    opens_after = due.get("of") in ("next_month", "next_week") or due.get("year") == "next"
    if opens_after and not rarely(draw, 3):
        own["sample"] = {"of": types(draw, words.SAMPLED), "at_least": draw(st.sampled_from([1, 1, 2]))}
        if rarely(draw):
            own["sample"]["where"] = condition(draw)
    day_rules(draw, own)
    return own
