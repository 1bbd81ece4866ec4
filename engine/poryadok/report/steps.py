"""Steps of whole frames of obligations: which facts each derivation stands on."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.zones import local_day
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.kernel.norm_table.plan import Plan
from poryadok.kernel.said import rule_of
from poryadok.kernel.structures import runs_of
from poryadok.norms.model import Rule
from poryadok.report import step_words
from poryadok.report.derivation import Derived, Deriver, Extended, Facts, Place
from poryadok.report.flat import column_or_null
from poryadok.report.period_steps import PeriodDeriver
from poryadok.report.step_writer import StepDict, Writer

__all__ = ["StepMaker", "lead_of"]

_ZERO = date(1970, 1, 1)
_ALWAYS = -(10**5)  # a first day in force before this is none at all

Choice = Mapping[str, str]


class StepMaker:
    """Derives the verdict's readings of each obligation of a plan."""

    def __init__(self, plan: Plan, log: pl.DataFrame) -> None:
        self.plan, self.log = plan, log
        self._types = log["type"].cast(pl.String)
        self._derivers: dict[tuple[object, ...], Deriver] = {}
        self._by_line: dict[tuple[int, int, int, int, int], Deriver] = {}
        self._periods: dict[tuple[int, int, int, int, str, int], Derived] = {}

    def of_part(self, part: Part, frame: pl.DataFrame) -> list[list[StepDict]]:
        """For each row the steps of the readings over which its verdict is taken."""
        found: list[list[StepDict]] = [[] for _ in range(frame.height)]
        for reading in part.group.norms[part.version].verdict:
            for row, derived in enumerate(self.derived(part, frame, reading)):
                found[row] += derived.steps
        return found

    def derived(self, part: Part, frame: pl.DataFrame, reading: int) -> list[Derived]:
        """The derivation of each row under one reading."""
        if part.group.family == "machine":
            made = self._cases(part, frame, reading)
        elif part.group.family == "precedence":
            made = self._precedence(part, frame, reading)
        else:
            made = self._period(part, frame, reading)
        return made

    def _cases(self, part: Part, frame: pl.DataFrame, reading: int) -> list[Derived]:
        lead = lead_of(part, reading)
        extensions = self._extensions(frame, reading, lead)
        dues = self.log["due"].gather(frame[f"own_src_{lead}"]).to_list()
        columns = zip(
            frame[f"own_t_{lead}"].to_list(),
            frame["line"].to_list(),
            frame[f"own_variant_{lead}"].to_list(),
            frame[f"own_ver_{lead}"].to_list(),
            frame[f"st_{reading}"].to_list(),
            dues,
            extensions,
            strict=True,
        )
        made = []
        for t, line, variant, version, status, due, extended in columns:
            if status == Status.NOT_APPLICABLE:
                made.append(self._no_duty(part, line, reading))
            else:
                deriver = self._deriver(part, line, reading, variant, version)
                made.append(deriver.derive(Facts(t, due, extended)))
        return made

    def _deriver(self, part: Part, line: int, reading: int, variant: int, version: int) -> Deriver:
        key = (id(part.group), version, line, reading, variant)
        if key not in self._by_line:
            rule, place, choice = self._context(part, line, reading, variant, version)
            shared = (rule, place, tuple(choice.items()))
            self._by_line[key] = self._derivers.setdefault(shared, Deriver(rule, place, choice))
        return self._by_line[key]

    def _context(
        self, part: Part, line: int, reading: int, variant: int, number: int
    ) -> tuple[Rule, Place, Choice]:
        one = part.group.line(line)
        version = one.versions[number]
        calendar = self.plan.calendars.get(one.calendar) or Calendar.empty(one.calendar)
        place = Place(one.timezone, calendar, version.office_hours)
        return rule_of(version.norm, reading, variant), place, dict(version.norm.readings[reading].choice)

    def _no_duty(self, part: Part, line: int, reading: int) -> Derived:
        rule, place, choice = self._context(part, line, reading, 0, part.version)
        step = Writer(place.zone, rule.clause, choice).step(None, None, "по этому прочтению обязанности нет")
        return Derived(None, None, [step])

    def _extensions(self, frame: pl.DataFrame, reading: int, lead: int) -> list[tuple[Extended, ...]]:
        """The extensions that counted under a reading, for each row."""
        count = frame[f"cnt_{reading}"] if f"cnt_{reading}" in frame.columns else None
        most = int(count.max() or 0) if count is not None else 0  # type: ignore[arg-type]
        if count is None or not most:
            return [()] * frame.height
        columns = []
        for number in range(1, most + 1):
            ids = self.log["id"].gather(frame[f"ext_src_{number}_{lead}"])
            carried = column_or_null(frame, f"ext_n_{number}_{lead}", pl.Int64)
            columns.append((frame[f"ext_t_{number}_{lead}"].to_list(), ids.to_list(), carried.to_list()))
        counts = count.fill_null(0).to_list()
        return [
            tuple(Extended(ts[row], ids[row], ns[row]) for ts, ids, ns in columns[: counts[row]])
            for row in range(frame.height)
        ]

    def _precedence(self, part: Part, frame: pl.DataFrame, reading: int) -> list[Derived]:
        firsts, lead = frame[f"end_src_{reading}"], lead_of(part, reading)
        seconds = frame[f"own_src_{lead}"]
        columns = zip(
            frame[f"own_t_{lead}"].to_list(),
            frame["line"].to_list(),
            frame[f"end_t_{reading}"].to_list(),
            self.log["id"].gather(firsts).to_list(),
            self._types.gather(firsts).to_list(),
            self.log["id"].gather(seconds).to_list(),
            self._types.gather(seconds).to_list(),
            frame[f"st_{reading}"].to_list(),
            strict=True,
        )
        made = []
        for t, line, first_t, first, first_type, second, second_type, status in columns:
            if status == Status.NOT_APPLICABLE:
                made.append(self._no_duty(part, line, reading))
                continue
            rule, place, choice = self._context(part, line, reading, 0, part.version)
            writer = Writer(place.zone, rule.clause, choice)
            if first is None:
                wanted = " или ".join(rule.requires)
                reason = f"до события {second} ({second_type}) по делу не было события {wanted}"
            else:
                reason = f"событие {first} ({first_type}) не позже события {second} ({second_type})"
            made.append(Derived(None, None, [writer.step(first_t, t, reason)]))
        return made

    def _period(self, part: Part, frame: pl.DataFrame, reading: int) -> list[Derived]:
        made = []
        rows = zip(
            frame["line"].to_list(),
            frame["period"].to_list(),
            frame["t"].to_list(),
            frame[f"st_{reading}"].to_list(),
            column_or_null(frame, f"smp_{reading}", pl.Int64).fill_null(0).to_list(),
            strict=True,
        )
        for line, period, t, status, many in rows:
            rule, place, choice = self._context(part, line, reading, 0, part.version)
            key = (id(part.group), part.version, line, reading, period, t)
            if key not in self._periods:
                version = part.group.line(line).versions[part.version]
                first = _ZERO + timedelta(days=version.act_first) if version.act_first > _ALWAYS else None
                deriver = PeriodDeriver(rule, version.norm.base, place, choice, first)
                self._periods[key] = deriver.derive(period, local_day(t, place.zone))
            found = self._periods[key]
            writer = Writer(place.zone, rule.clause, choice)
            if rule.sample is not None:
                counted = writer.step(None, None, step_words.sample_words(rule.sample, many))
                found = Derived(found.nominal, found.due, [counted, *found.steps])
            if status == Status.NOT_APPLICABLE and rule.kind == "report":
                reason = self._not_owed(rule, many)
                found = Derived(None, None, [writer.step(None, None, reason)])
            made.append(found)
        return made

    @staticmethod
    def _not_owed(rule: Rule, many: int) -> str:
        if rule.sample is not None and many < rule.sample.at_least:
            return f"{step_words.sample_words(rule.sample, many)}: по этому прочтению отчёта за период нет"
        if rule.first_period == "full-only":
            return "период начался раньше действия нормы: по этому прочтению отчёта за него нет"
        return "по этому прочтению обязанности нет"


def lead_of(part: Part, reading: int) -> int:
    """The first reading of the run that serves this one: the run's own columns are named after it."""
    runs = (run.readings[part.version] for run in runs_of(part.group.norms))
    return next(served[0] for served in runs if reading in served)
