"""What a verdict was derived from, as SHA-256 digests: enough to reproduce it (DESIGN §3)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

import poryadok
from poryadok.clock.calendars import Calendar
from poryadok.clock.zones import tz_version
from poryadok.norms.model import Profile
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["digests"]


@cache
def _engine() -> str:
    """The program itself: its version, its source files, the time zone data; line ends do not matter."""
    root = Path(poryadok.__file__).parent
    total = hashlib.sha256(f"{poryadok.__version__}\n{tz_version()}\n".encode())
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        body = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.relative_to(root).as_posix()}\n{hashlib.sha256(body).hexdigest()}\n".encode())
    return total.hexdigest()


def _of(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digests(
    profiles: Iterable[Profile], calendars: Mapping[str, Calendar], vocabulary: Vocabulary, log: str
) -> dict[str, object]:
    """The digests of an assessment. ``calendars``: one digest over those that the profiles use."""
    shown = sorted(profiles, key=lambda profile: profile.id)
    used = sorted({profile.calendar for profile in shown})
    return {
        "engine": _engine(),
        "calendars": _of([[name, calendars[name].digest if name in calendars else None] for name in used]),
        "vocabulary": _of(asdict(vocabulary)),
        "profiles": {profile.id: profile.digest for profile in shown},
        "log": log,
    }
