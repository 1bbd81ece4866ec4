"""A small municipality and its answers, for tests of what comes out of the kernel."""

from datetime import date, datetime
from typing import Any

from kernel.kernel_world import answer, compiled

Doc = dict[str, Any]

ADMIN = {
    "administration": {"title": "Администрация", "kind": "body"},
    "head": {"title": "Глава", "kind": "position"},
}
ROLL = {
    "roll": {
        "title": "Переносится ли срок?",
        "adopted": "keep",
        "alternatives": {
            "keep": {"title": "нет", "patch": {}},
            "next": {"title": "вперёд", "basis": "ст. 193 ГК РФ", "patch": {"roll": "next"}},
            "previous": {"title": "назад", "patch": {"roll": "previous"}},
        },
    }
}


def profile(norms: Doc, **more: Any) -> Doc:
    """A resolved document in force from 2024-01-01, Moscow time."""
    return {
        "municipality": {"name": "Городок", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"kind": "order", "number": "1", "date": "2024-01-01", "in_force": {"from": "2024-01-01"}},
        "parties": ADMIN,
        "norms": norms,
        **more,
    }


def response(**more: Any) -> Doc:
    norm = {
        "kind": "response",
        "title": "Ответить",
        "opens": "appeal.received",
        "closes": "appeal.answered",
        "bearer": "administration",
        "source": {"locator": "п. 1"},
    }
    return {**norm, **more}


def event(name: str, time: str, kind: str = "appeal.received", **more: Any) -> Doc:
    """An event of case `c`; the time is Moscow's."""
    return {"id": name, "time": f"{time}+03:00", "type": kind, "municipality": "m", "case": "c", **more}


def look(doc: Doc, events: list[Doc], as_of: str):
    """Rows, assessment and log of municipality `m`; `as_of` is a day or an instant in Moscow time."""
    moment = datetime.fromisoformat(f"{as_of}+03:00") if "T" in as_of else date.fromisoformat(as_of)
    return answer(compiled({"m": [{"first": None, "last": None, "doc": doc}]}), [events], moment)


def sole(doc: Doc, events: list[Doc], as_of: str) -> Doc:
    (row,) = look(doc, events, as_of)[0]
    return row
