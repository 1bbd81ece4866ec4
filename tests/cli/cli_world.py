"""Logs of a few events, written for commands to read."""

import json
from pathlib import Path

EVENTS = [
    ("e1", "2024-06-05T10:00:00+05:00", "appeal.received", "beloyarsky", {"case": "A-1", "channel": "59-fz"}),
    (
        "e2",
        "2024-06-06T10:00:00+05:00",
        "appeal.registered",
        "beloyarsky",
        {"case": "A-1", "channel": "59-fz"},
    ),
    ("e3", "2024-07-20T10:00:00+05:00", "appeal.answered", "beloyarsky", {"case": "A-1"}),
    ("e4", "2024-07-20T10:00:00+05:00", "appeal.answered", "beloyarsky", {"case": "A-9"}),
    ("e5", "2024-07-20T12:30:00+03:00", "misinfo.notified", "kuzhmara", {"case": "M/1"}),
    ("e6", "2024-07-20T16:30:00+03:00", "comment.drafted", "kuzhmara", {"case": "M/1"}),
]


def records(chosen=EVENTS):
    return [
        {"id": name, "time": time, "type": kind, "municipality": municipality, **more}
        for name, time, kind, municipality, more in chosen
    ]


def write_log(path: Path, made) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    return path
