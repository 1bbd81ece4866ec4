"""From resolved profile documents and raw records to the program's own answer, as the commands do it."""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from poryadok.clock.calendars import Calendar, load_calendars
from poryadok.data import data_root
from poryadok.kernel.assess import Assessment, assess, assess_coded, coder_of
from poryadok.kernel.events.coding import Coder
from poryadok.kernel.events.stretch import Stretch
from poryadok.kernel.log_rules import log_rules
from poryadok.log.read import Log, read_log
from poryadok.log.rules import municipality_enum, type_enum
from poryadok.norms.library import Library
from poryadok.norms.model import Profile
from poryadok.norms.readings import build_profile
from poryadok.report.rows import obligation_rows

Doc = dict[str, Any]


@cache
def calendars() -> dict[str, Calendar]:
    return load_calendars([data_root() / "configs" / "calendars"])


@cache
def event_types() -> tuple[str, ...]:
    return tuple(Library.open().vocabulary.event_types)


def compiled(profiles: Mapping[str, Sequence[Doc]]) -> list[Profile]:
    def day(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text)

    return [
        build_profile(name, [(day(v["first"]), day(v["last"]), v["doc"]) for v in versions], "digest")
        for name, versions in sorted(profiles.items())
    ]


def logged(profiles: Sequence[Profile], files: Iterable[Sequence[Doc]], coder: Coder | None = None) -> Log:
    """Write each list of records as one JSONL file and read them all."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, events in enumerate(files):
            path = Path(folder) / f"{number}.jsonl"
            path.write_text(
                "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events), encoding="utf-8"
            )
            paths.append(str(path))
        rules = log_rules(event_types(), profiles)
        return read_log(paths, rules, code=None if coder is None else coder.stretch)


def answer(
    profiles: Sequence[Profile], files: Iterable[Sequence[Doc]], as_of: datetime | date, *, buckets: int = 1
) -> tuple[list[Doc], Assessment, Log]:
    """The obligations (with steps), the assessment and the log, coded file by file while it is read."""
    rules = log_rules(event_types(), profiles)
    types, towns = type_enum(rules).categories, municipality_enum(rules).categories
    parts = buckets if buckets > 1 else None
    coder = coder_of(profiles, calendars(), as_of, tuple(types), tuple(towns), parts)
    log = logged(profiles, files, coder)
    stretches = [one for one in log.coded if isinstance(one, Stretch)]
    found = assess_coded(coder, stretches, log.rows, log.stays, buckets=buckets)
    return obligation_rows(found, log.rows), found, log


def answer_at_once(
    profiles: Sequence[Profile], files: Iterable[Sequence[Doc]], as_of: datetime | date
) -> list[Doc]:
    """The obligations, from the whole frame of the log."""
    log = logged(profiles, files)
    return obligation_rows(assess(profiles, calendars(), log.frame, as_of), log.frame)
