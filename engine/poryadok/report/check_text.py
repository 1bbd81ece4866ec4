"""The answer of ``check`` for people: breaches by norm, counts, norms that wait, what the exit code means."""

from collections.abc import Iterator, Sequence

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import BREACHES, Status
from poryadok.report import words
from poryadok.report.order import breaches_of, index_of
from poryadok.report.summary import Summary, open_lines, status_lines
from poryadok.report.verdict_list import grouped

__all__ = ["FAIL_ON", "check_lines", "exit_code", "exit_words", "kept"]

FAIL_ON = ("breach", "never", "contested", "undetermined")
_BREACHES = (pl.col("modality") == "duty") & pl.col("status").is_in([one.text for one in BREACHES])
_UNDETERMINED = pl.col("status") == int(Status.UNDETERMINED)


def exit_code(total: Summary, fail_on: str) -> int:
    """1 if there is something that ``fail_on`` names, else 0; each word includes those before it."""
    grave = {
        "never": False,
        "breach": total.breaches > 0,
        "contested": total.breaches + total.contested > 0,
        "undetermined": total.breaches + total.contested + total.statuses["undetermined"] + total.open_norms
        > 0,
    }
    return int(grave[fail_on])


def exit_words(total: Summary, fail_on: str) -> str:
    """What the exit code means."""
    code = exit_code(total, fail_on)
    if fail_on == "never":
        return "Код возврата 0: --fail-on never, нарушения кода не меняют."
    looked = [
        ("нарушения", "нарушений", total.breaches),
        ("спорные выводы", "спорных выводов", total.contested),
        ("не определённые выводы", "не определённых выводов", total.statuses["undetermined"]),
        ("нормы, которые ждут решения", "норм, которые ждут решения", total.open_norms),
    ][: {"breach": 1, "contested": 2, "undetermined": 4}[fail_on]]
    if code:
        return "Код возврата 1: есть " + ", ".join(f"{name} ({n})" for name, _, n in looked if n) + "."
    return "Код возврата 0: нет " + ", ".join(name for _, name, _ in looked) + "."


def kept(fail_on: str) -> pl.Expr:
    """Which obligations the text may list: all others need no details."""
    breach = pl.col("status").is_in([int(Status.LATE), int(Status.OVERDUE), int(Status.VIOLATED)])
    if fail_on in ("contested", "undetermined"):
        breach = breach | pl.col("contested")
    return breach | _UNDETERMINED if fail_on == "undetermined" else breach


def _counts(assessment: Assessment, which: pl.Expr) -> dict[str, int]:
    """How many obligations of each norm there are, of those counts for which ``which`` holds."""
    counts = assessment.counts.filter(which).group_by("norm").agg(pl.col("n").cast(pl.Int64).sum())
    return dict(counts.iter_rows())


def check_lines(
    assessment: Assessment,
    log: pl.DataFrame,
    found: Sequence[Summary],
    fail_on: str,
    limit: int,
    titles: dict[str, str],
) -> Iterator[str]:
    """All lines but the last, which tells the exit code. ``found``: the counts of each municipality."""
    if limit:
        sections = [("Нарушения", breaches_of(assessment, log, limit), _BREACHES)]
        if fail_on in ("contested", "undetermined"):
            contested = index_of(assessment, log, lambda _: pl.col("contested"), limit)
            sections.append(("Спорные", contested, pl.col("contested")))
        if fail_on == "undetermined":
            vague = index_of(assessment, log, lambda _: _UNDETERMINED, limit)
            sections.append(("Не определены", vague, pl.col("status") == Status.UNDETERMINED.text))
        for title, index, counted in sections:
            if not index.is_empty():
                counts = _counts(assessment, counted)
                yield f"{title}: {sum(counts.values())}"
                yield ""
                yield from grouped(assessment, index, counts, titles)
                yield ""
        if any(not index.is_empty() for _, index, _ in sections):
            yield "Как получился срок: poryadok explain ОБЯЗАННОСТЬ с теми же параметрами."
            yield ""
    yield from status_lines(found)
    waiting = list(open_lines(assessment))
    if waiting:
        yield ""
        count = len({(one.municipality, one.norm) for one in assessment.undetermined})
        yield f"Не исчисляются до местного решения: {words.plural(count, 'норма', 'нормы', 'норм')}"
        yield from waiting
