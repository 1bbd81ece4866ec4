"""The one renderer of findings: file:line:column, the line with a caret, what is wrong, what was expected."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.report.messages import MESSAGES, SEVERITY_WORDS, VALUE_WORDS, Message

__all__ = ["as_record", "expected_of", "message_of", "render", "render_all", "suggestion_of"]

Sources = Callable[[str], Path | None]

_WIDTH = 120
# what ends a line for libyaml, by whose marks lines are counted; str.splitlines() knows others
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class _Args(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"


def _template(finding: Finding) -> Message:
    rule = finding.rule
    if rule.startswith(("lint.", "contacts.")):
        from poryadok.report.lint_messages import message_for

        return message_for(finding)
    if rule.startswith("log."):
        # loads what reads logs; not needed where only profiles are looked at
        from poryadok.report.rejections import LOG_MESSAGES

        return LOG_MESSAGES.get(rule, Message(rule))
    if rule.startswith("new."):
        from poryadok.report.new_messages import NEW_MESSAGES

        return NEW_MESSAGES.get(rule, Message(rule))
    if rule.startswith(("mapping.", "export.")):
        from poryadok.report.mapping_messages import message_for as message_of_mapping

        return message_of_mapping(finding)
    if rule.startswith(("act.", "trace.")):
        from poryadok.report.trace_messages import TRACE_MESSAGES

        return TRACE_MESSAGES.get(rule, Message(rule))
    if rule.startswith(("operand.", "git.")):
        from poryadok.report.operand_messages import OPERAND_MESSAGES

        return OPERAND_MESSAGES.get(rule, Message(rule))
    if rule.startswith("draft."):
        from poryadok.report.draft_messages import DRAFT_MESSAGES

        return DRAFT_MESSAGES.get(rule, Message(rule))
    return MESSAGES.get(rule, Message(rule))


def message_of(finding: Finding) -> str:
    """What is wrong, in Russian; the rule id itself where the catalogue has no words."""
    return _filled(_template(finding).text, finding.args)


def expected_of(finding: Finding) -> str:
    """What was expected, in Russian; empty where there is nothing to say."""
    return _filled(_template(finding).expected, finding.args)


def suggestion_of(finding: Finding) -> str | None:
    """The nearest valid name, if there is one."""
    found = finding.args.get("suggestion") or finding.fix
    return str(found) if found else None


def _filled(template: str, args: Mapping[str, str | int]) -> str:
    return template.format_map(_Args({key: _in_words(key, value, args) for key, value in args.items()}))


def _in_words(key: str, value: str | int, args: Mapping[str, str | int]) -> str:
    words = VALUE_WORDS.get(key)
    if words is None:
        return str(value)
    return " или ".join(words.get(code, code).format_map(_Args(args)) for code in str(value).split("|"))


def render(finding: Finding, sources: Sources) -> str:
    """One finding as text of several lines, without a trailing newline."""
    template = _template(finding)
    place = ""
    if finding.spans:
        place = _place(finding.spans[0]) + ": "
    lines = [f"{place}{SEVERITY_WORDS[finding.severity]}: {message_of(finding)} [{finding.rule}]"]
    if finding.spans:
        lines.extend(_excerpt(finding.spans[0], sources))
    if finding.path:
        lines.append(f"  поле: {'/'.join(finding.path)}")
    expected, suggestion = expected_of(finding), suggestion_of(finding)
    if expected:
        lines.append(f"  ожидалось: {expected}")
    if suggestion:
        lines.append(f"  возможно: {suggestion}")
    for span in finding.spans[1:]:
        lines.append(f"  {template.other}: {_place(span)}")
        lines.extend(_excerpt(span, sources))
    return "\n".join(lines)


def render_all(findings: Iterable[Finding], sources: Sources) -> str:
    """Findings one after another, an empty line between them."""
    return "\n\n".join(render(finding, sources) for finding in findings)


def as_record(finding: Finding) -> dict[str, Any]:
    """A finding as the JSON that ``--format json`` writes."""
    first = finding.spans[0] if finding.spans else None
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": "/".join(finding.path),
        "file": first.file if first else None,
        "line": first.line if first and first.line else None,
        "column": first.column if first and first.line else None,
        "message": message_of(finding),
        "expected": expected_of(finding) or None,
        "suggestion": suggestion_of(finding),
        "fingerprint": finding.fingerprint,
        "related": [
            {"file": span.file, "line": span.line or None, "column": span.column if span.line else None}
            for span in finding.spans[1:]
        ],
    }


def _place(span: Span) -> str:
    if not span.line:
        return span.file
    return f"{span.file}:{span.line}:{span.column}" if span.column else f"{span.file}:{span.line}"


@lru_cache(maxsize=64)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    return tuple(_BREAKS.split(text))


def _excerpt(span: Span, sources: Sources) -> list[str]:
    """The line and a caret under the place; a window of it when the line is long."""
    path = sources(span.file)
    lines = _lines(path) if path is not None and span.line else ()
    if not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1]
    start = span.column - 1
    cut = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = "".join(char if char.isprintable() else " " for char in line[cut : cut + _WIDTH])
    length = max(1, min(span.length, len(shown) - (start - cut)))
    gutter = str(span.line)
    # letters of double width push the caret, combining ones do not
    pad = sum(_columns(char) for char in shown[: start - cut])
    return [f"  {gutter} | {shown}", f"  {' ' * len(gutter)} | {' ' * pad}{'^' * length}"]


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
