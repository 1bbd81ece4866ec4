"""Many short sequences judged by many wordings at once: one run of the kernel, then any as-of instant.

Every sequence is a case, or a period, of its own; every wording is a municipality. The kernel runs once, as
of the end of the calendars. What an earlier as-of instant would say follows from the same columns by the
kernel's own ``judged``: of an open obligation only «pending» or «overdue» depends on the instant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from poryadok.compare.model import Operand
from poryadok.compare.moments import Window
from poryadok.compare.probes import ANSWER, STATUS_TEXTS, column, event_frame, in_place, said
from poryadok.compare.sequences import ONCE, Candidate
from poryadok.kernel.assess import assess
from poryadok.kernel.judge import Status, judged
from poryadok.kernel.matching import Part
from poryadok.norms.model import Norm

__all__ = ["KEY", "Answer", "Answers", "Point", "Trial", "run"]

KEY = ["line", "key", "n"]
Answer = tuple[object, ...]
"""The values of ``ANSWER``; all None where there is no obligation."""

Point = tuple[int, str, int, int]
"""Line, key and number of an obligation, and an as-of instant."""

_FAR = 1 << 40


@dataclass(frozen=True)
class Trial:
    """One norm in several wordings, by name: the norm and the side whose text it stands in."""

    norm_id: str
    wordings: Mapping[str, tuple[Norm, Operand]]
    candidates: Sequence[Candidate]
    lines: int = field(default=1)


class Answers:
    """What one wording answers to all sequences of a trial."""

    def __init__(self, norm: Norm, frame: pl.DataFrame) -> None:
        self.norm, self.frame = norm, frame

    @classmethod
    def none(cls, norm: Norm) -> "Answers":
        """The answers of a wording that gives no obligation to any sequence."""
        kinds = {
            "line": pl.Int64(),
            "key": pl.String(),
            "n": pl.UInt32(),
            "t": pl.Int64(),
            "unknown": pl.Boolean(),
        }
        words = dict.fromkeys(("modality", "bearer", "counterparty"), pl.String())
        own = {
            f"{name}_{r}": pl.UInt8() if name == "st" else pl.Int64()
            for r in range(len(norm.readings))
            for name in ("st", "due", "nom")
        }
        return cls(norm, pl.DataFrame(schema={**kinds, **words, **own}))

    def signatures(self) -> pl.DataFrame:
        """KEY and ``sig``: texts that differ wherever the answers differ at some as-of instant."""
        codes = []
        for r in range(len(self.norm.readings)):
            status, due = pl.col(f"st_{r}").cast(pl.Int64), pl.col(f"due_{r}").cast(pl.Int64).fill_null(_FAR)
            codes.append(pl.when(status >= Status.NOT_APPLICABLE).then(-status).otherwise(due * 16 + status))
        counted = [pl.when(code != -int(Status.REJECTED)).then(code) for code in codes]
        return self.frame.select(
            *KEY,
            pl.concat_str(
                _listed([codes[r] for r in self.norm.verdict]),
                _listed(counted),
                *(pl.col(name).fill_null("") for name in ("modality", "bearer", "counterparty")),
                separator="/",
            ).alias("sig"),
        )

    def instants(self, keys: pl.DataFrame) -> pl.DataFrame:
        """``line``, ``key``, ``as_of`` for these keys: one second after each due instant, and the opening."""
        mine = self.frame.join(keys, on=["line", "key"], how="semi")
        late = []
        for r in range(len(self.norm.readings)):
            known = pl.col(f"st_{r}") < Status.UNDETERMINED
            late.append(mine.filter(known).select("line", "key", as_of=pl.col(f"due_{r}").cast(pl.Int64) + 1))
        return pl.concat([mine.select("line", "key", as_of="t"), *late]).drop_nulls()

    def at(self, points: pl.DataFrame) -> dict[Point, Answer]:
        """The answers as of the instants of ``points`` (``line``, ``key``, ``as_of``)."""
        frame = self.frame.join(points, on=["line", "key"], how="inner").filter(
            pl.col("t") <= pl.col("as_of")
        )
        open_ = (int(Status.OVERDUE), int(Status.PENDING))
        frame = frame.with_columns(
            pl.when(~pl.col(f"st_{r}").is_in(open_))
            .then(f"st_{r}")
            .when((pl.col(f"due_{r}") < pl.col("as_of")).fill_null(False))
            .then(pl.lit(open_[0], dtype=pl.UInt8))
            .otherwise(pl.lit(open_[1], dtype=pl.UInt8))
            .alias(f"st_{r}")
            for r in range(len(self.norm.readings))
        )
        found = judged(frame, len(self.norm.readings), self.norm.verdict)
        status = pl.col("status").replace_strict(STATUS_TEXTS, return_dtype=pl.String)
        rows = found.with_columns(status).select(*KEY, "as_of", *ANSWER).iter_rows()
        return {row[:4]: row[4:] for row in rows}


def _listed(codes: Sequence[pl.Expr]) -> pl.Expr:
    together = pl.concat_list(codes).list.drop_nulls().list.unique().list.sort()
    return together.list.eval(pl.element().cast(pl.String)).list.join(",")


def run(trials: Sequence[Trial], place: Operand, window: Window) -> list[dict[str, Answers]]:
    """Judge every sequence of every trial by every wording; what opens outside the window is left out."""
    profiles, logs = [], []
    names: list[tuple[int, str, int]] = []
    for number, trial in enumerate(trials):
        for wording, (norm, side) in trial.wordings.items():
            for line in range(trial.lines):
                profiles.append(in_place(side, place, f"{number}/{wording}/{line}", (norm,)))
                names.append((number, wording, line))
        logs += _rows(number, trial)
    log = event_frame(logs, [profile.id for profile in profiles])
    as_of = date(max(window.calendar.years), 12, 31)
    assessment = assess(profiles, place.calendars, log, as_of)
    found = [{name: Answers.none(norm) for name, (norm, _) in trial.wordings.items()} for trial in trials]
    owners = pl.DataFrame(
        [(mun, *name) for mun, name in enumerate(names)],
        schema={"mun": pl.UInt32, "trial": pl.Int64, "wording": pl.String, "line": pl.Int64},
        orient="row",
    )
    first, last = window.instants
    for part in assessment.parts:
        words = said(assessment.plan, part, log)
        table = _table(part, log).hstack(words).join(owners, on="mun", how="left", maintain_order="left")
        # a one-off duty opens with its own act, on whichever day that was
        inside = pl.col("t").is_between(first, last) | (pl.col("key") == ONCE)
        table = table.filter(inside)
        for (number, wording), frame in table.group_by("trial", "wording", maintain_order=True):
            norm = part.group.norms[part.version]
            found[int(str(number))][str(wording)] = Answers(norm, frame.drop("trial", "wording", "mun"))
    for answers in found:
        _drop_unknown(answers)
    return found


def _drop_unknown(answers: dict[str, Answers]) -> None:
    """Leave out, of all wordings, what some reading cannot count for want of a year's calendar."""
    unknown = pl.concat([one.frame.filter("unknown").select("line", "key") for one in answers.values()])
    for one in answers.values():
        one.frame = one.frame.join(unknown, on=["line", "key"], how="anti")


def _table(part: Part, log: pl.DataFrame) -> pl.DataFrame:
    """What ``Answers`` needs of a part's rows: the obligation's key and its readings."""
    norm = part.group.norms[part.version]
    frame = part.frame
    if norm.kind == "once":
        key = pl.Series("key", [ONCE], dtype=pl.String).new_from_index(0, frame.height)
    elif "period" in frame.columns:
        key = frame["period"]
    else:
        key = log["case"].gather(column(frame, "src", pl.UInt32()))
    own = [f"{name}_{r}" for r in range(len(norm.readings)) for name in ("st", "due", "nom")]
    unknown = pl.any_horizontal(pl.col(f"unk_{r}") > 0 for r in range(len(norm.readings)))
    kept = frame.select(
        "mun", pl.col("n").cast(pl.UInt32), pl.col("t").cast(pl.Int64), *own, unknown.alias("unknown")
    )
    return kept.with_columns(key.alias("key"))


def _rows(number: int, trial: Trial) -> list[dict[str, object]]:
    """The records of a trial's log; every wording sees the same."""
    rows = []
    for wording in trial.wordings:
        for candidate in trial.candidates:
            for n, event in enumerate(candidate.events):
                rows.append(
                    {
                        "id": f"{candidate.key}.{n}",
                        "t": event.t,
                        "type": event.type,
                        "municipality": f"{number}/{wording}/{candidate.line}",
                        "case": None if candidate.line else candidate.key,
                        **event.fields,
                    }
                )
    return rows
