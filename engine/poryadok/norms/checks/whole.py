"""All that is wrong with a resolved version, at once: a fault of one entry hides none of the others."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from poryadok.findings import Finding
from poryadok.norms.checks import NormCache, check_document
from poryadok.norms.checks.context import Path_
from poryadok.norms.origins import Origins
from poryadok.norms.schema import check_resolved
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["check_whole"]

Doc = Mapping[str, Any]

_FOR_WANT_OF = {"term.no-office-hours": "office_hours", "reference.no-sectors": "sectors"}
"""What is said where a section has nothing: not when something was taken out of it."""


def check_whole(
    doc: Doc,
    written: Doc,
    origins: Origins,
    vocabulary: Vocabulary,
    calendars: Collection[str],
    cache: NormCache,
    wrong: Iterable[Path_] = (),
) -> list[Finding]:
    """Schema and cross checks of a version.

    ``written`` is the document with its holes, ``doc`` without. ``wrong`` are places of which something has
    been said already: the entries that they lie in are left out, and what would be said for want of them.
    A place that lies in no entry leaves nothing to be judged.
    """
    out = {path[:2] for path in wrong}
    if any(len(path) < 2 for path in out):
        return []
    schema = [one for one in check_resolved(_without(written, out), origins) if not _follows(one, out)]
    if any(len(one.path) < 2 for one in schema):
        return schema
    out |= {one.path[:2] for one in schema}
    found = check_document(_without(doc, out), origins, vocabulary, calendars, cache)
    return schema + [one for one in found if not _follows(one, out)]


def _without(doc: Doc, out: Collection[Path_]) -> Mapping[str, Any]:
    """The document without some entries of its sections; itself if there are none to leave out."""
    sections = {section for section, _ in out}
    return (
        {
            name: {key: body for key, body in value.items() if (name, key) not in out}
            if name in sections and isinstance(value, Mapping)
            else value
            for name, value in doc.items()
        }
        if out
        else doc
    )


def _follows(finding: Finding, out: Collection[Path_]) -> bool:
    """Whether a finding is there only because entries were left out."""
    if not out:
        return False
    sections, names = {section for section, _ in out}, {key for _, key in out}
    return (
        finding.path[:2] in out
        or (len(finding.path) < 2 and (not finding.path or finding.path[0] in sections))
        or finding.args.get("name") in names
        or _FOR_WANT_OF.get(finding.rule) in sections
    )
