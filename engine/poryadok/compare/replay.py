"""A witness put to the kernel by itself: its records, the run, and what a text answers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl

from poryadok.clock.zones import iso
from poryadok.compare.model import Operand, Witness
from poryadok.compare.probes import ANSWER, event_frame, in_place, nested, obligations
from poryadok.compare.sequences import CARRIED, CASE_KINDS, Candidate, Event
from poryadok.compare.substitution import norm_of
from poryadok.kernel.assess import Assessment, assess
from poryadok.kernel.log_rules import log_rules

__all__ = ["CASE", "Replay", "judged_by"]

CASE = "К-1"
Record = dict[str, Any]
Expected = tuple[object, ...]
_PLAIN = ("channel", "sector", "track", "priority", "actor")
_INSTANTS = (("time", "t"), ("due", "due"))


def judged_by(
    text: Operand, place: Operand, norm_id: str, witness: Witness
) -> tuple[Assessment, pl.DataFrame] | None:
    """The kernel's answer to a witness by one text's norm, in a place, and the log; None without the norm."""
    norm = norm_of(text, norm_id)
    if norm is None:
        return None
    rows = [
        {**record, "municipality": place.id, **{to: _epoch(record.get(name)) for name, to in _INSTANTS}}
        for record in witness.events
    ]
    log = event_frame(rows, [place.id])
    profile = in_place(text, place, norms=(norm,))
    return assess([profile], place.calendars, log, datetime.fromisoformat(witness.as_of)), log


def _epoch(text: str | None) -> int | None:
    return None if text is None else int(datetime.fromisoformat(text).astimezone(UTC).timestamp())


class Replay:
    """Confirms witnesses of two texts in the place of the first."""

    def __init__(self, a: Operand, b: Operand) -> None:
        self.a, self.b = a, b
        self.zone = a.profile.timezone
        self.rules = [log_rules((), [in_place(side, a)]).municipalities[a.id] for side in (a, b)]

    def confirmed(
        self, norm_id: str, candidate: Candidate, n: int, as_of: int, expected: tuple[Expected, Expected]
    ) -> Witness | None:
        """The witness, if the kernel answers as expected by both texts; else None.

        ``n``: number of the obligation; ``expected``: the values of ANSWER by each text.
        """
        events = tuple(self._record(norm_id, number, one) for number, one in enumerate(candidate.events, 1))
        bare = Witness(events, iso(as_of, self.zone), None, None)
        sides: list[Mapping[str, Any] | None] = []
        for text, wanted in zip((self.a, self.b), expected, strict=True):
            row = self._row(text, norm_id, bare, candidate.key, n)
            if tuple(row.get(name) for name in ANSWER) != wanted:
                return None
            sides.append(self._obligation(row) if row else None)
        return Witness(events, bare.as_of, *sides)

    def _row(self, text: Operand, norm_id: str, witness: Witness, key: str, n: int) -> Mapping[str, Any]:
        """The obligation that a text gives; empty where there is none."""
        judged = judged_by(text, self.a, norm_id, witness)
        if judged is None:
            return {}
        rows = obligations(*judged)
        mine = pl.col("period").is_null() | (pl.col("kind") == "once") | (pl.col("period") == key)
        found = rows.filter((pl.col("n") == n) & mine)
        return found.row(0, named=True) if found.height else {}

    def _obligation(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What the kernel knows of an obligation, by the names of DESIGN §8."""

        def instant(name: str) -> str | None:
            return None if row[name] is None else iso(row[name], self.zone)

        name = row["case"] or row["period"]
        number = f"#{row['n'] + 1}" if row["n"] else ""
        return {
            "id": f"{self.a.id}/{row['norm']}/{name}{number}",
            "municipality": self.a.id,
            **{key: row[key] for key in ("norm", "kind", "modality", "case", "period")},
            **{key: row[key] for key in ("bearer", "counterparty")},
            "opened_at": instant("opened"),
            "nominal_due_at": instant("nominal"),
            "due_at": instant("due"),
            "safe_due_at": instant("safe"),
            "status": row["status"],
            "contested": row["contested"],
        }

    def _record(self, norm_id: str, number: int, event: Event) -> Record:
        """One record of a log, with what a reader of either text asks for."""
        norms = [norm for side in (self.a, self.b) if (norm := norm_of(side, norm_id)) is not None]
        rules = [rule for norm in norms for rule in norm.rules]
        # what is only counted in a sample is of no norm: naming one would keep it from all others
        counted = any(rule.sample and event.type in rule.sample.of for rule in rules)
        counted = counted and not any(event.type in rule.closes for rule in rules)
        named = not counted and any(rule.by_norm for rule in rules)
        named = named or any(len(rules.by_norm.get(event.type, ())) > 1 for rules in self.rules)
        cased = any(norm.kind in CASE_KINDS for norm in norms)
        cased = cased or any(event.type in rules.case_types for rules in self.rules)
        record: Record = {"id": f"e{number}", "time": iso(event.t, self.zone), "type": event.type}
        if cased:
            record["case"] = CASE
        if named:
            record["norm"] = norm_id
        if "period" in event.fields:
            record["period"] = event.fields["period"]
        if event.fields.get("due") is not None:
            record["due"] = iso(event.fields["due"], self.zone)
        record |= {name: event.fields[name] for name in _PLAIN if name in event.fields}
        # an event that carries a length for some norm must carry it, whichever norm the witness is about
        fields = [f"data.{rules.carried[event.type]}" for rules in self.rules if event.type in rules.carried]
        data = nested({**dict.fromkeys(fields, CARRIED), **event.fields})
        return {**record, "data": data} if data else record
