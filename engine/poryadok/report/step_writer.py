"""Steps of a derivation as the maps that JSON gets."""

from collections.abc import Mapping

from poryadok.clock.terms import DueDay
from poryadok.clock.zones import day_end, day_start, iso
from poryadok.report import step_words

__all__ = ["StepDict", "Writer"]

StepDict = dict[str, object]


class Writer:
    """Makes the steps of one reading: instants in the zone's offset, the clause, the reading's choice."""

    def __init__(self, zone: str, clause: str | None, choice: Mapping[str, str]) -> None:
        self.zone, self.clause, self.choice = zone, clause, choice

    def step(self, before: int | None, after: int | None, reason: str) -> StepDict:
        """One step; the instants are epoch seconds or null."""
        return {
            "before": None if before is None else iso(before, self.zone),
            "after": None if after is None else iso(after, self.zone),
            "reason": reason,
            "clause": self.clause,
            "choice": self.choice,
        }

    def days(self, found: DueDay, day_zero: str = "exclude") -> list[StepDict]:
        """Steps of the clock after its first, which says where it starts; days become their last seconds."""
        steps = []
        for one in found.steps[1:]:
            before = None if one.before is None else day_end(one.before, self.zone)
            if one.code == "count" and day_zero == "include" and one.before is not None:
                before = day_start(one.before, self.zone)
            after = None if one.after is None else day_end(one.after, self.zone)
            steps.append(self.step(before, after, step_words.day_step(one)))
        return steps
