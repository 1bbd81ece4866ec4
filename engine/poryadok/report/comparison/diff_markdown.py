"""A comparison in Markdown, for a merge request: a table a norm, safe from what a profile holds."""

import re
from collections.abc import Iterator, Sequence

from poryadok.compare.model import Diff
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.consequence import joined
from poryadok.report.comparison.shown import Group, Moved, View
from poryadok.report.comparison.view import view_of
from poryadok.report.words import plural, printable

__all__ = ["escaped", "render", "render_many"]

_SPECIAL = re.compile(r"([\\`*_\[\]|<>~#])")
_MOST = 200


def render(diff: Diff, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of one comparison."""
    yield from _view_lines(view_of(diff, vocabulary), "##")


def render_many(
    diffs: Sequence[Diff], added: Sequence[str], removed: Sequence[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """The lines of several comparisons, profile by profile."""
    yield f"Изменено: {len(diffs)}, добавлено: {len(added)}, удалено: {len(removed)}."
    for label, names in (("Добавлены", added), ("Удалены", removed)):
        if names:
            yield ""
            yield f"{label}: {', '.join(map(escaped, names))}."
    for diff in diffs:
        yield ""
        yield from _view_lines(view_of(diff, vocabulary), "##")


def escaped(text: str) -> str:
    """Text of a profile on one line, with nothing in it that Markdown or HTML would take for its own."""
    flat = " ".join(printable(text).split()).replace("&", "&amp;")
    return _SPECIAL.sub(lambda found: {"<": "&lt;", ">": "&gt;"}.get(found[1], "\\" + found[1]), flat)


def _view_lines(view: View, level: str) -> Iterator[str]:
    a, b = view.heads
    yield f"{level} {escaped(a.label)} → {escaped(b.label)}"
    yield ""
    for head in view.heads:
        yield f"- **{head.name}** — {escaped(head.title)}; {escaped(head.act)}, {escaped(head.force)}"
    yield ""
    yield escaped(view.summary)
    for group in view.groups:
        yield ""
        yield from _group_lines(group, level + "#")
    if view.gaps:
        yield ""
        yield f"{level}# Акт отсылает, текста нет"
        yield ""
        for gap in view.gaps:
            yield f"- {gap.side}: {escaped(gap.defect)}. Из-за этого нет норм:"
            yield from (f"  - {escaped(title)} ({escaped(norm)})" for norm, title in gap.norms)
    if view.effect is not None:
        yield ""
        yield from _effect_lines(view.effect, level + "#")
    if view.parameters:
        yield ""
        yield "<details><summary>Своё у каждого (не различия в праве)</summary>"
        yield ""
        yield from _table(["Что", "A", "B"], view.parameters)
        yield ""
        yield "</details>"


def _group_lines(group: Group, level: str) -> Iterator[str]:
    yield f"{level} {escaped(group.title)}" + (f" ({escaped(group.norm)})" if group.norm else "")
    yield ""
    yield from _table(
        ["Что", "Направление", "Пункт A", "Пункт B", "Было (A)", "Стало (B)", "Последствие"],
        [
            (
                row.field,
                row.word,
                *row.clauses,
                "; ".join(row.was),
                "; ".join(row.became),
                joined(row.consequence),
            )
            for row in group.rows
        ],
    )


def _effect_lines(effect: Sequence[Moved], level: str) -> Iterator[str]:
    yield f"{level} Этот журнал"
    yield ""
    if not effect:
        yield "Ни одна обязанность не меняется."
        return
    count = plural(len(effect), "обязанность", "обязанности", "обязанностей")
    yield f"Меняется: {count}."
    yield ""
    yield from _table(["Обязанность", "A", "B"], [(one.obligation, one.a, one.b) for one in effect[:_MOST]])
    if len(effect) > _MOST:
        yield ""
        yield f"… и ещё {len(effect) - _MOST}; все — с `--format json`."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(escaped(cell) or '—' for cell in row)} |"
