"""The production calendars of a configuration, and what is wrong with them as findings."""

from collections.abc import Sequence
from pathlib import Path

from poryadok.clock.calendars import Calendar, CalendarError, load_calendars
from poryadok.findings import Finding, Span

__all__ = ["calendar_findings", "calendars_of"]


def calendars_of(roots: Sequence[Path]) -> tuple[dict[str, Calendar], tuple[Finding, ...]]:
    """The calendars below the roots (the caller's first); none of them when any file is wrong."""
    try:
        return load_calendars([root / "calendars" for root in roots]), ()
    except CalendarError as error:
        return {}, tuple(
            Finding("calendar.wrong", "critical", (), (Span(one.file, one.line),), {"text": one.text})
            for one in error.problems
        )


def calendar_findings(roots: Sequence[Path]) -> tuple[Finding, ...]:
    """What is wrong with the calendars below the roots."""
    return calendars_of(roots)[1]
