"""Questions about a generated norm. Each touches a path of its own, so that no two of them collide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from strategies import words
from strategies.words import Doc

MOST_READINGS = 12
MOST_READINGS_OF_DAYS = 4  # a daily norm has many obligations

NO_UNIT: Doc = dict.fromkeys((*words.COUNTS, "standard", "field"))
NO_DUE: Doc = dict.fromkeys(("day", "of", "month", "year", "end_of", "weekday"))


def ask(draw: DrawFn, norm: Doc, number: int, shared: Doc) -> None:
    """Gives the norm up to three questions, defined in `shared`."""
    makers = makers_for(norm)
    wanted = draw(st.sampled_from([0, 1, 1, 1, 2, 2, 2, 3]))
    if norm.get("within", {}).get("standard"):
        wanted = max(wanted, draw(st.integers(0, 1)))
    names = draw(st.lists(st.sampled_from(sorted(makers)), max_size=wanted, unique=True)) if wanted else []
    if wanted and norm.get("within", {}).get("standard") and "term" not in names:
        names = ["term", *names[1:]]
    room = MOST_READINGS_OF_DAYS if norm.get("every") == "day" else MOST_READINGS
    for name in names:
        alternatives = makers[name](draw, norm)
        if len(alternatives) > room:
            continue
        room //= len(alternatives)
        question = f"{name}-{number}"
        shared[question] = {"title": question, "alternatives": alternatives}
        adopted = draw(st.sampled_from([None, None, *sorted(alternatives)]))
        own: Doc = {}
        if adopted is not None:
            (own if draw(st.integers(0, 3)) == 3 else shared[question])["adopted"] = adopted
        norm.setdefault("readings", {})[question] = own


def makers_for(norm: Doc) -> dict[str, Callable[[DrawFn, Doc], Doc]]:
    """Question name -> what makes its alternatives and clears the base text for them."""
    kind = norm["kind"]
    if kind == "precedence":
        return {"opens": of_types("opens", words.JUDGED), "requires": of_types("requires", words.REQUIRED)}
    if kind == "once":
        return {"due": date_question, "roll": of_values("roll", ["keep", "next", "previous"])}
    if kind == "activity":
        return {
            "count": of_values("count", [1, 2]),
            "day-kind": of_values("day_kind", ["calendar", "working"]),
        }
    rules = {
        "roll": of_values("roll", ["keep", "next", "previous"]),
        "presidential": of_values("presidential_days", ["working", "rest"]),
    }
    if kind == "report":
        found = {**rules, "first-period": of_values("first_period", ["partial", "full-only"])}
        if "sample" in norm:
            found["sample"] = sample_question
        if not isinstance(norm["every"], dict):
            found["due"] = due_question
        return found
    found = {"where": where_question, "cancel": cancel_question}
    if kind == "response":
        found["opens"] = of_types("opens", words.OPENS)
        found["closes"] = of_types("closes", words.CLOSES)
    if "within" not in norm or not {"parameter", "field"} & set(norm["within"]):
        found["term"] = term_question
    if "within" in norm and "field" not in norm["within"]:
        found["after-hours"] = of_values("after_hours", ["keep", "next_working_day"])
    if set(norm.get("within", {})) & {"standard", *words.FAMILIES["day"]}:
        found |= {**rules, "day-zero": of_values("day_zero", ["exclude", "include"])}
    return found


def of_values(key: str, values: list[str] | list[int]) -> Callable[[DrawFn, Doc], Doc]:
    """The first value is what the language takes where nothing is written."""

    def make(draw: DrawFn, norm: Doc) -> Doc:
        norm.pop(key, None)
        return {
            f"{key}-{value}".replace("_", "-"): {"title": str(value), "patch": {key: value} if n else {}}
            for n, value in enumerate(values)
        }

    return make


def of_types(key: str, pool: list[str]) -> Callable[[DrawFn, Doc], Doc]:
    def make(draw: DrawFn, norm: Doc) -> Doc:
        others = [t for t in pool if t != norm[key]]
        return {
            "a-text": {"title": "текст", "patch": {}},
            "b-other": {"title": "иное", "patch": {key: draw(st.sampled_from(others))}},
        }

    return make


def where_question(draw: DrawFn, norm: Doc) -> Doc:
    field = draw(st.sampled_from(["priority", "data.kind"]))
    return {
        "a-all": {"title": "все", "patch": {}},
        "b-some": {"title": "часть", "patch": {"where": {field: draw(st.sampled_from(["x", {"not": "x"}]))}}},
    }


def cancel_question(draw: DrawFn, norm: Doc) -> Doc:
    norm.pop("cancel", None)
    return {
        "a-never": {"title": "нет", "patch": {}},
        "b-event": {
            "title": "есть",
            "patch": {"cancel": {"event": draw(st.sampled_from(words.CANCELS))}},
        },
    }


def term_question(draw: DrawFn, norm: Doc) -> Doc:
    """Other amounts; in one family where the norm is extended."""
    within = norm.get("within", {})
    if norm["kind"] == "request" and not within and draw(st.booleans()):
        return {
            "a-none": {"title": "нет", "patch": {}},
            "b-as-requested": {"title": "по запросу", "patch": {"within": {"field": "due"}}},
        }
    units = list(words.COUNTS)
    if "extend" in norm or "exceptions" in norm:
        units = next(family for family in words.FAMILIES.values() if set(within) & set(family))
    terms = [(unit, count) for unit in units for count in words.COUNTS[unit] if within != {unit: count}]
    drawn = draw(st.lists(st.sampled_from(terms), min_size=1, max_size=2, unique=True))
    if len(drawn) < 2 and "standard" in within:
        drawn.append(("hours", 1) if drawn != [("hours", 1)] else ("days", 0))
    # only what the text has is taken away, the way a person would write it
    away = dict.fromkeys(within)
    found: Doc = {
        f"t{n}": {"title": f"{count} {unit}", "patch": {"within": {**away, unit: count}}}
        for n, (unit, count) in enumerate(drawn)
    }
    if "standard" not in within or draw(st.integers(0, 5)) == 5:
        found["text"] = {"title": "текст", "patch": {}}
    return found


def due_question(draw: DrawFn, norm: Doc) -> Doc:
    others = [due for due in words.DUES[norm["every"]] if due != norm.get("due")]
    return {
        "a-text": {"title": "текст", "patch": {}},
        "b-other": {"title": "иное", "patch": {"due": {**NO_DUE, **draw(st.sampled_from(others))}}},
    }


def sample_question(draw: DrawFn, norm: Doc) -> Doc:
    """Another number, or no sample at all."""
    other = draw(st.sampled_from([None, {"at_least": norm["sample"]["at_least"] + 1}]))
    return {
        "a-text": {"title": "текст", "patch": {}},
        "b-other": {"title": "иное", "patch": {"sample": other}},
    }


def date_question(draw: DrawFn, norm: Doc) -> Doc:
    other = date.fromisoformat(norm["due"]["date"]) + timedelta(days=draw(st.sampled_from([-40, -1, 1, 7])))
    return {
        "a-text": {"title": "текст", "patch": {}},
        "b-other": {"title": "иное", "patch": {"due": {"date": other.isoformat()}}},
    }
