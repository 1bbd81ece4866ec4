"""A comparison as a DOCX file: one table a lawyer can paste into a memo. Needs the extra ``docx``."""

from collections.abc import Sequence

from poryadok.compare.model import Diff
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.shown import Group, Row, View
from poryadok.report.comparison.view import view_of
from poryadok.report.comparison.word_file import WordFile

__all__ = ["HEAD", "add", "render", "render_many"]

HEAD = ("Норма", "Пункт A", "Пункт B", "Было (A)", "Стало (B)", "Направление", "Последствие")
_SHARES = (15, 9, 9, 17, 17, 10, 23)


def render(diff: Diff, vocabulary: Vocabulary) -> bytes:
    """The document of one comparison."""
    view = view_of(diff, vocabulary)
    word = WordFile(view.title)
    add(word, view)
    return word.saved()


def render_many(
    diffs: Sequence[Diff], added: Sequence[str], removed: Sequence[str], vocabulary: Vocabulary
) -> bytes:
    """One document for several comparisons, profile by profile."""
    word = WordFile(f"Изменения профилей: {len(diffs)}")
    for label, names in (("Добавлены", added), ("Удалены", removed)):
        if names:
            word.paragraph(f"{label}: {', '.join(names)}.")
    for diff in diffs:
        view = view_of(diff, vocabulary)
        word.heading(view.heads[1].title or view.heads[1].label)
        add(word, view)
    return word.saved()


def add(word: WordFile, view: View) -> None:
    for head in view.heads:
        word.paragraph(f"{head.name} — {head.title} ({head.label}); {head.act}, {head.force}.")
    word.paragraph(view.summary, bold=True)
    rows = [
        (
            _what(group, row),
            row.clauses[0],
            row.clauses[1],
            row.was,
            row.became,
            row.word,
            row.consequence or ("—",),
        )
        for group in view.groups
        for row in group.rows
    ]
    if rows:
        word.table(HEAD, rows, _SHARES)
    if view.gaps:
        word.heading("Акт отсылает, текста нет")
        for gap in view.gaps:
            word.paragraph(
                f"{gap.side}: {gap.defect}. Из-за этого нет норм: {'; '.join(dict(gap.norms).values())}."
            )
    if view.effect is not None:
        word.heading("Что меняется в журнале")
        if view.effect:
            moved = [(one.obligation, one.a, one.b) for one in view.effect]
            word.table(("Обязанность", "По A", "По B"), moved, (20, 40, 40))
        else:
            word.paragraph("Ни одна обязанность журнала не меняется.")
    if view.parameters:
        word.heading("Своё у каждого (не различия в праве)")
        word.table(("Что", "A", "B"), view.parameters, (20, 40, 40))


def _what(group: Group, row: Row) -> list[str]:
    """The norm and its field; outside norms the field names its section, but for the act's."""
    return [group.title, row.field] if group.norm or group.key == "act" else [row.field]
