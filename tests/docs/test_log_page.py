"""docs/log.md names every field and every reason, and its records are accepted."""

from pathlib import Path

import msgspec

from docs.support import DOCS, fenced
from poryadok.kernel.log_rules import log_rules
from poryadok.log.files import FORMATS
from poryadok.log.read import read_log
from poryadok.log.record import FIELDS
from poryadok.norms.library import Library
from poryadok.norms.readings import build_profile
from poryadok.report.rejections import REASONS

PAGE = (DOCS / "log.md").read_text(encoding="utf-8")


def test_the_records_are_accepted(tmp_path: Path) -> None:
    (text,) = fenced(DOCS / "log.md", "json")
    path = tmp_path / "log.jsonl"
    path.write_text(text, encoding="utf-8")
    library = Library.open()
    resolved = library.resolve("kuzhmara")
    profile = build_profile("kuzhmara", [(one.first, one.last, one.doc) for one in resolved.versions], "")
    log = read_log([str(path)], log_rules(tuple(library.vocabulary.event_types), [profile]))
    assert (log.accepted, log.rejections) == (len(text.splitlines()), [])
    assert {name for line in text.splitlines() for name in msgspec.json.decode(line)} <= set(FIELDS)


def test_every_reason_field_and_format_is_named() -> None:
    names = [*REASONS, *FIELDS, *FORMATS]
    assert [name for name in names if f"`{name}`" not in PAGE] == []
