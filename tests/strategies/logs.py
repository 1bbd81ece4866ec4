"""Logs whose events lie on the boundaries, and instants to look at them from.

The oracle says where the boundaries of what has been drawn so far are; the next events are put on them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from oracle import OracleCalendar, assess
from oracle.calendar import load
from oracle.patches import as_list
from oracle.periods import period_of
from strategies import words
from strategies.norms import rarely
from strategies.profiles import Profiles, profiles
from strategies.words import Doc

# seconds from an anchor
NEAR = [0, 0, 0, 1, -1, 60, 3600, 86400, -86400]
HOURS = [0, 8 * 3600, 9 * 3600, 12 * 3600 + 1, 16 * 3600 + 1800, 17 * 3600, 86399]
MOST_DAYS = 200  # from the first day in force to the last event


@cache
def calendars() -> dict[str, OracleCalendar]:
    """The project's own calendars, 2019 to 2026."""
    return {"ru": load(Path(__file__).parents[2] / "configs" / "calendars" / "ru")}


Scenario = tuple[Profiles, list[Doc], datetime | date]


class Scene:
    """What the generated profiles of one municipality allow to be recorded."""

    def __init__(self, municipality: str, versions: list[Doc]) -> None:
        self.municipality = municipality
        self.docs = [version["doc"] for version in versions]
        self.zone = ZoneInfo(self.docs[0]["municipality"]["timezone"])
        self.start = date.fromisoformat(self.docs[0]["act"]["in_force"]["from"])
        self.change = versions[-1]["first"]
        self.norms = sorted({name for doc in self.docs for name in doc["norms"]})
        # type -> roles: opening, by-norm users, users without by-norm, users that need a case
        self.opening: set[str] = set()
        self.users: dict[str, set[tuple[str, bool, bool]]] = {}
        self.reports: dict[str, str] = {}
        self.counted: set[str] = set()  # what reports only count
        for doc in self.docs:
            for name, norm in doc["norms"].items():
                self.note(doc, name, norm)
        for event_type in self.counted:
            self.users.setdefault(event_type, set())
        self.types = sorted(self.users)

    def note(self, doc: Doc, name: str, norm: Doc) -> None:
        kind = norm["kind"]
        with_case = kind in ("response", "request", "precedence")
        by_norm = norm.get("by_norm", kind in ("request", "report"))
        patches = [
            alternative["patch"]
            for question in norm.get("readings", {})
            for alternative in doc["readings"][question]["alternatives"].values()
        ]
        patches += [exception["patch"] for exception in norm.get("exceptions", {}).values()]
        for source in (norm, *patches):
            for key in ("opens", "closes", "requires"):
                for event_type in as_list(source.get(key)):
                    self.users.setdefault(event_type, set()).add((name, by_norm, with_case))
                    if key == "opens":
                        self.opening.add(event_type)
            for key in ("extend", "cancel"):
                for event_type in as_list((source.get(key) or {}).get("event")):
                    self.users.setdefault(event_type, set()).add((name, False, with_case))
        if kind == "report":
            if "closes" not in norm:
                self.users.setdefault(words.SUBMITTED, set()).add((name, by_norm, False))
            self.counted |= set(as_list(norm.get("sample", {}).get("of")))
            every = norm["every"]
            if isinstance(every, dict):
                every = doc["parameters"][every["parameter"]].get("value")
            if every is not None:
                # a parameter filled later may make it another one: then no period is named
                self.reports[name] = every if self.reports.get(name, every) == every else ""

    def types_of(self, norm: str) -> list[str]:
        return sorted(t for t, users in self.users.items() if any(name == norm for name, _, _ in users))

    def needs_case(self, event_type: str) -> bool:
        return any(with_case for _, _, with_case in self.users[event_type])

    def norms_by_name(self, event_type: str) -> list[str]:
        """Norms of which an event of the type must name one; none where it need not."""
        named = sorted({name for name, by_norm, _ in self.users[event_type] if by_norm})
        others = {name for name, by_norm, _ in self.users[event_type] if not by_norm}
        return named if len(named) > 1 or (named and others) else []


@st.composite
def one_event(
    draw: DrawFn,
    scene: Scene,
    event_id: str,
    moment: int,
    types: list[str],
    norm: str | None = None,
    case: str | None = None,
) -> Doc:
    """One record; aimed at an obligation of a norm (and a case) if they are given."""
    event_type = draw(st.sampled_from(types))
    zone = draw(st.sampled_from([scene.zone, scene.zone, UTC]))
    text = datetime.fromtimestamp(moment, UTC).astimezone(zone).isoformat()
    if rarely(draw, 10):
        text = text[:19] + ".75" + text[19:]
    event: Doc = {"id": event_id, "time": text, "type": event_type, "municipality": scene.municipality}
    if scene.needs_case(event_type) or rarely(draw, 6):
        event["case"] = case or draw(st.sampled_from(words.CASES[: draw(st.sampled_from([1, 1, 3]))]))
    named = scene.norms_by_name(event_type)
    if norm is not None and (named or rarely(draw, 5)):
        event["norm"] = norm
    elif named and not rarely(draw, 8):
        event["norm"] = draw(st.sampled_from(named))
    elif named or rarely(draw, 5):
        event["norm"] = draw(st.sampled_from(scene.norms))
    target = event.get("norm") or only(scene.users[event_type])
    if scene.reports.get(target) and draw(st.booleans()):
        event["period"] = period_near(draw, scene, moment, scene.reports[target])
    details(draw, event, moment, scene)
    return event


def only(users: set[tuple[str, bool, bool]]) -> str:
    """The one norm that uses a type, or nothing."""
    names = {name for name, _, _ in users}
    return names.pop() if len(names) == 1 else ""


def period_near(draw: DrawFn, scene: Scene, moment: int, every: str) -> str:
    """The period of the moment, one before, one after."""
    day = datetime.fromtimestamp(moment, UTC).astimezone(scene.zone).date()
    here = period_of(day, every)
    shift = draw(st.sampled_from([-1, 0, 1]))
    if shift < 0:
        return period_of(here.first - timedelta(days=1), every).name
    return period_of(here.last + timedelta(days=1), every).name if shift else here.name


def details(draw: DrawFn, event: Doc, moment: int, scene: Scene) -> None:
    """The fields that norms ask about."""
    chance = draw(st.integers(0, 63))
    if chance & 1:
        event["track"] = draw(st.sampled_from(words.TRACKS))
    if chance & 2:
        event["sector"] = draw(st.sampled_from([*words.SECTORS, "parks"]))
    if chance & 4:
        event["channel"] = draw(st.sampled_from(words.CHANNELS))
    if chance & 8:
        event["priority"] = draw(st.sampled_from(["x", "y"]))
    if event["type"] in words.EXTENDS:
        event["data"] = {"days": draw(st.sampled_from([1, 2, 10, "3"]))}
    elif chance & 16:
        event["data"] = draw(
            st.sampled_from(
                [{"level": 1}, {"level": "2"}, {"urgent": True}, {"level": 1, "kind": "x"}, {"kind": "y"}]
            )
        )
    if event["type"] in (words.REQUEST[0], *words.OPENS) and chance & 32:
        due = datetime.fromtimestamp(moment + draw(st.sampled_from([-1, 0, 3600, 86400 * 3])), UTC)
        local = due.astimezone(scene.zone)
        event["due"] = draw(st.sampled_from([local.isoformat(), local.date().isoformat()]))


def anchors(scene: Scene) -> list[int]:
    """First days, the change of versions, year ends: midnights as instants."""
    days = [scene.start, scene.start + timedelta(days=1), scene.start + timedelta(days=31)]
    days += [date(year, 1, 1) for year in (scene.start.year + 1,)]
    if scene.change:
        days.append(date.fromisoformat(scene.change))
    return [midnight(day, scene.zone) for day in days]


def midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


Target = tuple[str, str | None, list[int]]  # norm, case, instants


def boundaries(chosen: Profiles, events: list[Doc]) -> dict[str, list[Target]]:
    """Municipality -> its obligations with their instants: opening, due under every reading."""
    found: dict[str, list[Target]] = {name: [] for name in chosen}
    for name, versions in chosen.items():
        end = Scene(name, versions).start + timedelta(days=MOST_DAYS)
        shorter = [version | {"doc": without_daily_norms(version["doc"])} for version in versions]
        for row in assess({name: shorter}, events, end, calendars())["obligations"]:
            texts = [row["opened_at"], row["nominal_due_at"], *(r["due_at"] for r in row["readings"])]
            times = sorted({int(datetime.fromisoformat(text).timestamp()) for text in texts if text})
            found[name].append((row["norm"], row["case"], times))
    return found


def without_daily_norms(doc: Doc) -> Doc:
    """Their boundaries are midnights, which are drawn anyway."""
    norms = {name: norm for name, norm in doc["norms"].items() if norm.get("every") != "day"}
    return doc | {"norms": norms}


@st.composite
def logs(draw: DrawFn, chosen: Profiles, most: int = 25) -> list[Doc]:
    """Accepted events of these profiles in any order, at most `most`."""
    scenes = [Scene(name, versions) for name, versions in chosen.items()]
    events: list[Doc] = []
    # openings, then what answers them, then what answers the extended and the reopened
    shares = [most // 3, most // 4, most // 4, most - most // 3 - 2 * (most // 4)]
    for turn, share in enumerate(shares):
        pool = boundaries(chosen, events)
        for _ in range(draw(st.sampled_from([0, share // 2, *[share] * 4]))):
            scene = draw(st.sampled_from(scenes))
            targets = pool[scene.municipality]
            # ids are not in the order of time
            event_id = f"{draw(st.sampled_from('abc'))}{len(events)}"
            if turn and targets and not rarely(draw):
                name, case, times = draw(st.sampled_from(targets))
                moment = draw(st.sampled_from(times)) + draw(st.sampled_from(NEAR))
                event = draw(one_event(scene, event_id, moment, scene.types_of(name), name, case))
            else:
                moment = draw(st.sampled_from(anchors(scene))) + draw(st.sampled_from(NEAR))
                moment += draw(st.sampled_from(HOURS)) + 86400 * draw(st.sampled_from([0, 0, 1, 3, 30, 100]))
                first = sorted(scene.opening | scene.counted)
                types = first if first and not turn else scene.types
                event = draw(one_event(scene, event_id, moment, types))
            events.append(event)
    return events


@st.composite
def as_ofs(draw: DrawFn, chosen: Profiles, events: list[Doc]) -> datetime | date:
    """On a due instant, a second beside it, a day, or long after everything."""
    scenes = [Scene(name, versions) for name, versions in chosen.items()]
    scene = draw(st.sampled_from(scenes))
    shape = draw(st.sampled_from(["late", "day", "boundary", "boundary", "anchor"]))
    if shape == "late":
        return scene.start + timedelta(days=MOST_DAYS)
    if shape == "day":
        return scene.start + timedelta(days=draw(st.sampled_from([0, 3, 31, 95])))
    targets = boundaries(chosen, events)[scene.municipality] if shape == "boundary" else []
    times = draw(st.sampled_from(targets))[2] if targets else []
    moment = draw(st.sampled_from(times or anchors(scene))) + draw(st.sampled_from(NEAR))
    # no further than the daily norms can be followed
    moment = min(moment, midnight(scene.start + timedelta(days=2 * MOST_DAYS), scene.zone))
    return datetime.fromtimestamp(moment, UTC).astimezone(scene.zone)


@st.composite
def scenario(draw: DrawFn, most_norms: int = 6, most_events: int = 25) -> Scenario:
    """Profiles, a log of theirs and an instant to look from."""
    chosen = draw(profiles(most_norms))
    events = draw(logs(chosen, most_events))
    return chosen, events, draw(as_ofs(chosen, events))
