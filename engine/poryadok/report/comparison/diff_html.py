"""A comparison as one self-contained page: side by side, with filters that need no network and no library."""

from collections.abc import Sequence

from poryadok.compare.model import CHANGE_CLASSES, ChangeClass, Diff
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.labels import CLASS_NOTES, CLASSES
from poryadok.report.comparison.page import rendered
from poryadok.report.comparison.shown import View
from poryadok.report.comparison.view import view_of

__all__ = ["render", "render_many"]


def render(diff: Diff, vocabulary: Vocabulary) -> bytes:
    """The page of one comparison."""
    view = view_of(diff, vocabulary)
    return _page([view], view.title, None)


def render_many(
    diffs: Sequence[Diff], added: Sequence[str], removed: Sequence[str], vocabulary: Vocabulary
) -> bytes:
    """One page for several comparisons, profile by profile."""
    views = [view_of(diff, vocabulary, f"p{number}.") for number, diff in enumerate(diffs, 1)]
    lists = [("Добавлены", list(added)), ("Удалены", list(removed))]
    return _page(views, f"Изменения профилей: {len(views)}", [one for one in lists if one[1]])


def _page(views: Sequence[View], title: str, lists: Sequence[tuple[str, Sequence[str]]] | None) -> bytes:
    counts: dict[ChangeClass, int] = {}
    norms: dict[str, str] = {}
    for view in views:
        for cls, _, count in view.counts:
            counts[cls] = counts.get(cls, 0) + count
        for group in view.groups:
            norms.setdefault(group.key, f"{group.title} ({group.norm})" if group.norm else group.title)
    classes = [(cls, CLASSES[cls], CLASS_NOTES[cls], counts[cls]) for cls in CHANGE_CLASSES if cls in counts]
    total = sum(counts.values())
    return rendered(
        "diff.html.j2",
        title=title,
        views=views,
        lists=lists or [],
        many=lists is not None,
        classes=classes,
        norms=list(norms.items()),
        total=total,
    )
