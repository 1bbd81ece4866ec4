"""A comparison for the terminal: readable at 100 columns, grouped by norm."""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from poryadok.compare.model import Diff
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.consequence import joined
from poryadok.report.comparison.shown import Group, Moved, Row, View
from poryadok.report.comparison.view import view_of
from poryadok.report.words import plural, printable

__all__ = ["render", "render_many"]

_WIDTH = 100
_LABEL = 13
# a place in an act, a number or an hour stays on the line of the word before it
_PLACE = re.compile(
    r"(\b(?:п|подп|абз|тире|стр|прил|разд|рег|пол|реш)\.?|№|\d\.\d{4}|\b(?:по|в)(?= [AB]\b)) (?=\S)"
)
# more of a log than a person reads in a terminal; JSON has them all
_MOST = 60


def render(diff: Diff, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of one comparison."""
    yield from _view_lines(view_of(diff, vocabulary))


def render_many(
    diffs: Sequence[Diff], added: Sequence[str], removed: Sequence[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """The lines of several comparisons, profile by profile."""
    counts = f"Изменено: {len(diffs)}, добавлено: {len(added)}, удалено: {len(removed)}"
    yield counts
    for label, names in (("Добавлены", added), ("Удалены", removed)):
        if names:
            yield from _wrapped(f"{label}: {', '.join(names)}", "")
    for diff in diffs:
        yield ""
        yield "=" * _WIDTH
        yield from render(diff, vocabulary)


def _view_lines(view: View) -> Iterator[str]:
    for head in view.heads:
        yield from _wrapped(f"{head.name}  {head.label} — {head.title}; {head.act}, {head.force}", "   ")
    yield ""
    yield from _wrapped(view.summary, "")
    for group in view.groups:
        yield ""
        yield from _group_lines(group)
    if view.gaps:
        yield ""
        yield "Акт отсылает, текста нет"
        for gap in view.gaps:
            yield from _wrapped(f"  {gap.side}: {gap.defect}. Из-за этого нет норм:", "    ")
            for norm, title in gap.norms:
                yield from _wrapped(f"    {norm} — {title}", "      ")
    if view.effect is not None:
        yield ""
        yield from _effect_lines(view.effect)
    if view.parameters:
        yield ""
        yield "Своё у каждого (не различия в праве)"
        for title, a, b in view.parameters:
            yield from _wrapped(f"  {title}: A — {a}; B — {b}", "    ")


def _group_lines(group: Group) -> Iterator[str]:
    yield from _wrapped(f"{group.norm} — {group.title}" if group.norm else group.title, "  ")
    for row in group.rows:
        yield from _row_lines(row)


def _row_lines(row: Row) -> Iterator[str]:
    """A change; what one side alone has takes a line of its own, without what goes without saying."""
    field = f"{row.field} — " if row.path.count("/") > 1 or row.path.startswith(("act", "channels")) else ""
    if row.only is not None:
        place, said = (row.clauses[0], row.was) if row.only == "A" else (row.clauses[1], row.became)
        where = f" ({place})" if place != "—" else ""
        yield from _wrapped(f"  [{row.word}] {field}только в {row.only}{where}: {'; '.join(said)}", "    ")
    else:
        yield from _wrapped(f"  [{row.word}] {row.field}", "    ")
        yield from _labelled("место", f"A {row.clauses[0]}; B {row.clauses[1]}")
        yield from _labelled("было", "; ".join(row.was))
        yield from _labelled("стало", "; ".join(row.became))
    if row.telling:
        yield from _labelled("последствие", joined(row.consequence))


def _effect_lines(effect: Sequence[Moved]) -> Iterator[str]:
    if not effect:
        yield "В этом журнале ни одна обязанность не меняется."
        return
    count = plural(len(effect), "обязанность меняется", "обязанности меняются", "обязанностей меняются")
    yield f"В этом журнале {count}:"
    for one in effect[:_MOST]:
        yield f"  {one.obligation}"
        yield from _wrapped(f"    A  {one.a}", "       ")
        yield from _wrapped(f"    B  {one.b}", "       ")
    if len(effect) > _MOST:
        yield f"  … и ещё {len(effect) - _MOST}; все — с --format json"


def _labelled(label: str, text: str) -> Iterator[str]:
    yield from _wrapped(f"    {label:<{_LABEL}}{text}", " " * (4 + _LABEL))


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Break a line at the width; what goes on is indented."""
    text = _PLACE.sub("\\1\u00a0", printable(text))
    lead = text[: len(text) - len(text.lstrip())]
    lines = wrap(
        text.lstrip(),
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (line.replace("\u00a0", " ") for line in lines or [""])
