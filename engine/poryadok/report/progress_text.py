"""How much of a profile is decided, as text and as JSON."""

from collections.abc import Iterator
from typing import Any

from poryadok.norms.progress import Progress
from poryadok.report.messages import VALUE_WORDS

__all__ = ["progress_lines", "progress_record"]


def progress_lines(name: str, progress: Progress) -> Iterator[str]:
    """The figure, then a line for each open value: where, what, whom to ask."""
    yield f"{name}: решено {progress.decided} из {progress.total} ({progress.percent} %)"
    for hole, span in progress.open:
        kind = VALUE_WORDS["decide"].get(hole.type, hole.type)
        note = f": {hole.note}" if hole.note else ""
        yield f"  {span.file}:{span.line}: {'/'.join(hole.path)} — {kind}{note}"


def progress_record(progress: Progress) -> dict[str, Any]:
    """The same as the JSON that ``validate --format json`` writes."""
    return {
        "decided": progress.decided,
        "total": progress.total,
        "percent": progress.percent,
        "open": [
            {
                "path": "/".join(hole.path),
                "decide": hole.type,
                "note": hole.note or None,
                "file": span.file,
                "line": span.line,
                "column": span.column,
            }
            for hole, span in progress.open
        ],
    }
