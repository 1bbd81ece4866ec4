"""Obligations as plain maps: exactly the fields of DESIGN §8, in their order."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.report.flat import FIELDS, INSTANTS, STATUS_TEXTS, flat_frame
from poryadok.report.moments import with_texts
from poryadok.report.order import index_of
from poryadok.report.steps import StepMaker

__all__ = ["Obligation", "RowMaker", "obligation_rows"]

Obligation = dict[str, Any]
CHUNK = 20_000


def obligation_rows(
    assessment: Assessment, log: pl.DataFrame, *, with_steps: bool = True
) -> list[Obligation]:
    """All obligations of an assessment of the log's frame, sorted as DESIGN §8 says.

    Without ``with_steps`` the field ``steps`` is an empty list: the dates are not derived again.
    """
    maker = RowMaker(assessment, log, with_steps=with_steps)
    return [row for rows in maker.chunks(index_of(assessment, log)) for row in rows]


class RowMaker:
    """Makes the rows of one assessment; what many obligations share is made once."""

    def __init__(self, assessment: Assessment, log: pl.DataFrame, *, with_steps: bool = True) -> None:
        self.assessment, self.log = assessment, log
        self.zones = assessment.plan.zones
        self.steps = StepMaker(assessment.plan, log) if with_steps else None

    def chunks(self, index: pl.DataFrame, size: int = CHUNK) -> Iterator[list[Obligation]]:
        """The obligations of an index, in its order, some at a time: memory does not grow with the log."""
        for start in range(0, index.height, size):
            yield self.rows(index.slice(start, size))

    def rows(self, index: pl.DataFrame) -> list[Obligation]:
        """The obligations of an index, in its order."""
        found: list[Obligation] = [{}] * index.height
        placed = index.select("part", "row").with_row_index("at")
        for (number,), part in placed.group_by("part", maintain_order=True):
            made = self._of_part(self.assessment.parts[int(number)], part["row"])
            for at, row in zip(part["at"].to_list(), made, strict=True):
                found[at] = row
        return found

    def _of_part(self, part: Part, rows: pl.Series) -> list[Obligation]:
        frame = part.frame[rows]
        flat = flat_frame(self.assessment.plan, self.log, part, frame)
        zone = flat["zone"]
        made = with_texts(flat, INSTANTS, self.zones).select(FIELDS).to_dicts()
        readings = self._readings(part, frame, zone)
        steps = self.steps.of_part(part, frame) if self.steps else None
        for number, row in enumerate(made):
            row["readings"] = readings[number]
            row["steps"] = steps[number] if steps else []
        return made

    def _readings(self, part: Part, frame: pl.DataFrame, zone: pl.Series) -> list[list[Obligation]]:
        """Every reading of each row: its choice, due instant and status."""
        norm = part.group.norms[part.version]
        numbers = range(len(norm.readings))
        none = (int(Status.NOT_APPLICABLE), int(Status.UNDETERMINED))
        dues = [
            pl.when(pl.col(f"st_{r}").is_in(none)).then(None).otherwise(pl.col(f"due_{r}")).alias(f"due_{r}")
            for r in numbers
        ]
        texts = with_texts(frame.select(dues).with_columns(zone), [f"due_{r}" for r in numbers], self.zones)
        columns = []
        for r, reading in enumerate(norm.readings):
            choice = dict(reading.choice)
            codes, instants = frame[f"st_{r}"].to_list(), texts[f"due_{r}"].to_list()
            columns.append(
                [
                    {"choice": choice, "due_at": due, "status": STATUS_TEXTS[code]}
                    for due, code in zip(instants, codes, strict=True)
                ]
            )
        return [list(one) for one in zip(*columns, strict=True)]
