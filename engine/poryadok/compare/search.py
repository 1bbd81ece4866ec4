"""The search for witnesses of one norm's changes: what is tried, and what shows a change best."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from poryadok.compare.model import Diff
from poryadok.compare.moments import Window
from poryadok.compare.probes import ANSWER
from poryadok.compare.sequences import CASE_KINDS, Candidate, case_candidates, period_candidates, plainness
from poryadok.compare.substitution import below, hosted, norm_of, substituted
from poryadok.compare.trial import KEY, Answer, Answers, Point, Trial
from poryadok.norms.model import COMPUTED

__all__ = ["Found", "Search"]

BREACHES = frozenset({"late", "overdue", "violated"})
SHORT, LONG = 12, 150
"""Sequences of each length that are looked at closely: for a norm with one change, with several."""
NOTHING: Answer = (None,) * len(ANSWER)


@dataclass(frozen=True)
class Found:
    """A sequence on which the texts part: the candidate, the obligation's number, as-of instant, answers."""

    level: int
    candidate: Candidate
    n: int
    as_of: int
    a: Answer
    b: Answer


class Search:
    """The search for the witnesses of the changes of one norm."""

    def __init__(
        self, diff: Diff, norm_id: str, numbers: Sequence[int], window: Window, *, wide: bool
    ) -> None:
        self.norm_id, self.numbers, self.window = norm_id, numbers, window
        wordings = {}
        for name, side in (("a", diff.a), ("b", diff.b)):
            norm = norm_of(side, norm_id)
            if norm is not None and norm.kind in COMPUTED:
                wordings[name] = (norm, side)
        whole = tuple(wordings.values())
        norms = [norm for norm, _ in whole]
        self.alone = len(norms) < 2 or norms[0].kind != norms[1].kind
        self.paths = {number: below(diff.changes[number]) for number in numbers}
        if not self.alone and len([one for one in diff.changes if one.norm == norm_id]) > 1:
            for number, path in self.paths.items():
                for name, base, other in (("a", diff.a, diff.b), ("b", diff.b, diff.a)):
                    mixed = substituted(norm_id, path, base, other)
                    if mixed is not None:
                        wordings[f"{name}{number}"] = (mixed, hosted(base, other))
        every = [norm for norm, _ in wordings.values()]
        candidates: list[Candidate] = []
        if any(norm.kind in CASE_KINDS for norm in norms):
            candidates += case_candidates(every, [diff.a.doc, diff.b.doc], window, wide=wide)
        if any(norm.kind not in CASE_KINDS for norm in norms):
            candidates += period_candidates(every, window)
        candidates = [one for one in candidates if self._inside(one)]
        lines = max((one.line for one in candidates), default=0) + 1
        self.trial = Trial(norm_id, wordings, candidates, lines)
        self.known = {(one.line, one.key): one for one in candidates}

    def _inside(self, candidate: Candidate) -> bool:
        first, last = self.window.instants
        return all(first <= event.t <= last for event in candidate.events)

    def options(self, answers: Mapping[str, Answers], number: int) -> Iterator[Found]:
        """Where the texts part because of one change, the best first."""
        none = Answers.none(next(iter(self.trial.wordings.values()))[0])
        a, b = answers.get("a", none), answers.get("b", none)
        mixed = [answers.get(f"{name}{number}") for name in "ab"]
        table = self._parted(a, b, mixed)
        keys = table.select("line", "key").unique(maintain_order=True)
        points = pl.concat([one.instants(keys) for one in (a, b)]).unique(maintain_order=True)
        ends = pl.DataFrame(
            [(*key, self._end(*key)) for key in keys.iter_rows()],
            schema={"line": pl.Int64, "key": pl.String, "end": pl.Int64},
            orient="row",
        )
        own = ends.filter(pl.col("end").is_not_null()).rename({"end": "as_of"})
        points = pl.concat([points, own]).join(ends, on=["line", "key"], how="left")
        points = points.filter((pl.col("as_of") >= pl.col("end")).fill_null(True)).drop("end")
        since = pl.max_horizontal("as_of", pl.lit(self.window.instants[0]))
        points = points.with_columns(since.alias("as_of")).unique()
        said = [one.at(points) if one is not None else None for one in (a, b, *mixed)]
        ranked = []
        for point in {**(said[0] or {}), **(said[1] or {})}:
            rank = self._rank(point, [None if one is None else one.get(point, NOTHING) for one in said])
            if rank is not None:
                ranked.append((rank, point))
        for rank, point in sorted(ranked):
            line, key, n, as_of = point
            mine = ((said[0] or {}).get(point, NOTHING), (said[1] or {}).get(point, NOTHING))
            yield Found(rank[0], self._candidate(line, key), n, as_of, *mine)

    def _candidate(self, line: int, key: str) -> Candidate:
        return self.known.get((line, key), Candidate(line, key, ()))

    def _end(self, line: int, key: str) -> int | None:
        events = self._candidate(line, key).events
        return max(event.t for event in events) if events else None

    def _order(self, line: int, key: str) -> tuple[Any, ...]:
        """How plain a sequence looks, within its length; cases are numbered in that order."""
        return (
            (line, int(key)) if line == 0 and (0, key) in self.known else (line, *plainness(key, self.window))
        )

    def _parted(self, a: Answers, b: Answers, mixed: Sequence[Answers | None]) -> pl.DataFrame:
        """``line`` and ``key`` of the plainest sequences of each length on which the answers may differ."""
        table = a.signatures().join(b.signatures(), on=KEY, how="full", coalesce=True, suffix="_b")
        alone = pl.lit(not any(mixed))
        for name, one in zip(("sig", "sig_b"), mixed, strict=True):
            if one is not None:
                own = one.signatures().rename({"sig": f"mixed_{name}"})
                table = table.join(own, on=KEY, how="left")
                alone = alone | pl.col(name).ne_missing(pl.col(f"mixed_{name}"))
        table = table.filter(pl.col("sig").ne_missing(pl.col("sig_b")) & alone)
        rows = [
            (line, key) for line, key in table.select("line", "key").iter_rows() if self._tried(line, key)
        ]
        placed: dict[int, list[tuple[int, str]]] = {}
        for line, key in sorted(dict.fromkeys(rows), key=lambda one: self._order(*one)):
            placed.setdefault(len(self._candidate(line, key).events), []).append((line, key))
        kept = [one for size in sorted(placed) for one in placed[size][: LONG if any(mixed) else SHORT]]
        return pl.DataFrame(kept, schema={"line": pl.Int64, "key": pl.String}, orient="row")

    def _tried(self, line: int, key: str) -> bool:
        """A period of a line without its events says what line 0 says."""
        return line == 0 or (line, key) in self.known

    def _rank(self, point: Point, answers: Sequence[Answer | None]) -> tuple[Any, ...] | None:
        """How good a witness would be, smaller is better; None where it would be none for this change."""
        a, b = answers[0] or NOTHING, answers[1] or NOTHING
        parted, level = _parting(a, b), 0
        sides = zip((a, b), (b, a), answers[2:], strict=True)
        mixed = [(whole, other, one) for whole, other, one in sides if one is not None]
        if mixed:
            level = min(_level(*one, parted) for one in mixed)
            parted &= frozenset().union(*(_parting(whole, one) for whole, _, one in mixed))
        if not parted:
            return None
        line, key, _, as_of = point
        breach = [answer[0] in BREACHES for answer in (a, b)]
        weight = min(map(ANSWER.index, parted))
        split = weight == 0 and breach[0] == breach[1]
        contested = sum(bool(answer[ANSWER.index("contested")]) for answer in (a, b))
        # a breach shows best in the very second after the due instant
        loose = any(breach) and as_of - 1 not in (a[ANSWER.index("due")], b[ANSWER.index("due")])
        nobody = sum(answer != NOTHING and answer[ANSWER.index("bearer")] is None for answer in (a, b))
        plain = (contested, loose, nobody, self._order(line, key))
        return (level, len(self._candidate(line, key).events), weight, split, not any(breach), *plain)


def _level(whole: Answer, other: Answer, mixed: Answer, parted: frozenset[str]) -> int:
    """How much of a difference is due to one field: 0 all of it, 1 what weighs most in it, 2 something.

    ``mixed`` is what the text of ``whole`` answers with that field as in ``other``; 3: it does nothing.
    """
    own = _parting(whole, mixed) & parted
    if not own:
        return 3
    left = _parting(mixed, other)
    first = min(parted, key=ANSWER.index)
    return 0 if not left else 1 if first in own and first not in left else 2


def _parting(a: Answer, b: Answer) -> frozenset[str]:
    """The columns in which two answers differ."""
    return frozenset(name for name, one, other in zip(ANSWER, a, b, strict=True) if one != other)
