"""The sample of a new repository: an invented act, its profile and a log in which nothing is broken."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from poryadok.onboard.scaffold.facts import Facts
from poryadok.onboard.scaffold.shared import Base

__all__ = ["AS_OF", "sample_act", "sample_log", "sample_profile"]

AS_OF = "2026-04-02"

_IN_FORCE, _ADOPTED, _NUMBER = "2026-03-02", "2026-02-20", "17"
_ISSUER = "Администрация муниципального образования"
_HEAD = (
    "{name}: образец, акт вымышлен (acts/{id}.txt). Посмотрите, как записан акт, и начните свой профиль:\n"
    "poryadok new profile --configs configs --region {region}"
)
_SAYS = {
    "local-authority": "Порядок обязателен для администрации муниципального образования.",
    "cur": "Администрация взаимодействует с центром управления регионом.",
    "head": "Взаимодействие организует глава муниципального образования.",
}


class _Act:
    """The points of the invented act, numbered as they are asked for."""

    def __init__(self) -> None:
        self.points: list[str] = []

    def place(self, text: str) -> str:
        self.points.append(text if text.endswith(".") else f"{text}.")
        return f"пост. п. {len(self.points)}"


def _made(facts: Facts, base: Base) -> tuple[dict[str, Any], _Act]:
    act = _Act()
    parties: dict[str, Any] = {
        "local-authority": {"title": _ISSUER, "clause": act.place(_SAYS["local-authority"])},
        "cur": {"clause": act.place(_SAYS["cur"])},
        "head": {
            "title": "Глава муниципального образования",
            "kind": "position",
            "rank": "head",
            "clause": act.place(_SAYS["head"]),
        },
    }
    for name, body in base.section("parties").items():
        parties.setdefault(name, {"clause": act.place(f"Сторона взаимодействия: {_title(name, body)}")})
    roles: dict[str, Any] = {}
    for number, (name, body) in enumerate(base.section("roles").items(), 1):
        # a post for each role: that one post may hold several the invented act does not say
        place = act.place(f"{_title(name, body)} – должность {number} администрации")
        parties[f"post-{number}"] = {
            "title": f"Должность {number} администрации",
            "kind": "position",
            "rank": "other",
            "clause": place,
        }
        roles[name] = {"clause": place, "holders": {f"post-{number}": {"clause": place}}}
    norms: dict[str, Any] = {
        "note.weekly": {
            "kind": "report",
            "title": "Записка о работе с обращениями за неделю",
            "bearer": "local-authority",
            "counterparty": "head",
            "every": "week",
            "due": {"weekday": "monday", "of": "next_week"},
            "closes": "report.submitted",
            "readings": {"roll": {}},
            "source": {
                "locator": act.place(
                    "Записку за неделю представляют главе не позднее следующего понедельника"
                )
            },
        }
    }
    for name, body in base.section("norms").items():
        norms.setdefault(name, {"source": {"locator": act.place(_title(name, body))}})
    doc: dict[str, Any] = {
        "format": 1,
        "id": facts.id,
        "rank": "municipality",
        "title": facts.name,
        "extends": list(base.extends),
        "municipality": {"name": facts.name, "kind": facts.kind},
        "act": {
            "kind": "resolution",
            "number": _NUMBER,
            "date": _ADOPTED,
            "issuer": _ISSUER,
            "title": "О работе с обращениями",
            "clause": "преамб.",
            "in_force": {"from": _IN_FORCE},
        },
        "parties": parties,
    }
    if roles:
        doc["roles"] = roles
    return {**doc, "norms": norms}, act


def sample_profile(facts: Facts, base: Base) -> tuple[dict[str, Any], dict[tuple[str, ...], str]]:
    """The profile of the sample, with its comments."""
    doc, _ = _made(facts, base)
    head = _HEAD.format(name=facts.name, id=facts.id, region=facts.region)
    return doc, {
        (): head,
        ("act", "in_force"): "акт называет день вступления в силу сам",
        ("norms", "note.weekly"): "своя норма: в семействе её нет",
    }


def sample_act(facts: Facts, base: Base) -> str:
    """The text of the invented act."""
    _, act = _made(facts, base)
    points = "\n\n".join(f"{number}. {text}" for number, text in enumerate(act.points, 1))
    return (
        f"АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО ОБРАЗОВАНИЯ\n\nПОСТАНОВЛЕНИЕ\n\nот 20.02.2026 № {_NUMBER}\n\n"
        "О работе с обращениями\n\n"
        f"В целях работы с обращениями администрация с 2 марта 2026 года постановляет:\n\n{points}\n"
    )


def sample_log(facts: Facts) -> str:
    """Events in JSON Lines: one appeal handled in time, and the note of every week that has ended."""
    zone = ZoneInfo(facts.timezone or "Europe/Moscow")
    case = {"case": "О-1", "channel": "59-fz"}
    rows: list[tuple[str, str, Mapping[str, str]]] = [
        ("2026-03-05 10:00", "appeal.received", case),
        ("2026-03-06 09:30", "appeal.registered", case),
        ("2026-03-06 16:00", "report.submitted", {"norm": "note.weekly", "period": "2026-W10"}),
        ("2026-03-13 16:00", "report.submitted", {"norm": "note.weekly", "period": "2026-W11"}),
        ("2026-03-20 16:00", "report.submitted", {"norm": "note.weekly", "period": "2026-W12"}),
        ("2026-03-27 11:00", "appeal.answered", case),
        ("2026-03-27 16:00", "report.submitted", {"norm": "note.weekly", "period": "2026-W13"}),
    ]
    lines = []
    for number, (local, kind, more) in enumerate(rows, 1):
        time = datetime.strptime(local, "%Y-%m-%d %H:%M").replace(tzinfo=zone).isoformat()
        event = {"id": f"{facts.id}-{number}", "time": time, "type": kind, "municipality": facts.id, **more}
        lines.append(json.dumps(event, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def _title(name: str, body: object) -> str:
    found = body.get("title") if isinstance(body, Mapping) else None
    return found if isinstance(found, str) else name
