"""Clause coverage as text: every clause with what it is bound to, then what is not in order."""

from collections.abc import Iterator, Sequence

from poryadok.norms.resolved import VersionDoc
from poryadok.norms.vocabulary import Vocabulary
from poryadok.onboard.act.locators import near
from poryadok.onboard.coverage import Coverage
from poryadok.report import words
from poryadok.report.trace_values import value_of

__all__ = ["clause_lines", "summary_line", "trace_lines"]

_WIDTH = 96


def trace_lines(coverage: Coverage) -> Iterator[str]:
    """All clauses in the act's order, then unbound, dangling and drifted ones; the counts come last."""
    width = max(map(len, coverage.bound), default=0)
    for locator, ids in coverage.bound.items():
        mark = "≠" if locator in coverage.drifted else " "
        yield f"{mark} {locator:<{width}}  {', '.join(ids) or '—'}".rstrip()
    if coverage.unbound:
        yield ""
        yield "Ни к чему не привязаны:"
        for locator in coverage.unbound:
            clause = coverage.act.clauses[locator]
            yield f"  {locator} (строка {clause.line}): {_short(clause.text)}"
    if coverage.dangling:
        yield ""
        yield "Привязки к местам, которых в акте нет:"
        for locator, ids in coverage.dangling.items():
            meant = near(locator, coverage.act.clauses)
            yield f"  {locator}: {', '.join(ids)}" + (f"; возможно: {meant}" if meant else "")
    if coverage.drifted:
        yield ""
        yield "Текст изменился с тех пор, как записан отпечаток; пересмотреть:"
        for locator, ids in coverage.drifted.items():
            clause = coverage.act.clauses[locator]
            yield f"  {locator} (строка {clause.line}): {', '.join(ids)}"
    yield ""
    yield summary_line(coverage)


def clause_lines(
    coverage: Coverage, version: VersionDoc, vocabulary: Vocabulary, locators: Sequence[str]
) -> Iterator[str]:
    """Each clause: its text as the act has it, and everything the profile made of it."""
    for number, locator in enumerate(locators):
        if number:
            yield ""
        yield from _clause_lines(coverage, version, vocabulary, locator)


def _clause_lines(
    coverage: Coverage, version: VersionDoc, vocabulary: Vocabulary, locator: str
) -> Iterator[str]:
    clause = coverage.act.clauses[locator]
    yield f"{locator} (строка {clause.line})"
    yield f"  {words.printable(clause.text)}"
    yield f"  отпечаток: {clause.fingerprint}" + (" — записан другой" if locator in coverage.drifted else "")
    ids = coverage.bound[locator]
    yield ""
    yield "Привязано:" if ids else "Ни к чему не привязано."
    for name in ids:
        value = value_of(version.doc, name, vocabulary)
        yield f"  {value.title} [{value.id}]"
        for label, said in value.facts:
            yield f"    {label}: {words.printable(said)}"
        for file, line in sorted(_places(coverage, version, locator, name)):
            yield f"    записано: {file}:{line}"
    defects = [one.id.partition("/")[2] for one in coverage.by_clause[locator] if not one.binds]
    if defects:
        yield ""
        yield "Огрехи:"
        for name in defects:
            body = version.doc.get("defects", {}).get(name, {})
            yield f"  {body.get('effect', name)} [{name}]"


def summary_line(coverage: Coverage) -> str:
    """The counts in one line."""
    total, unbound = len(coverage.bound), len(coverage.unbound)
    share = 100 if not unbound else min(99, 100 * (total - unbound) // max(total, 1))
    return (
        f"Пунктов: {total}, привязано: {total - unbound} ({share} %), не привязано: {unbound}, "
        f"привязок в никуда: {len(coverage.dangling)}, текст изменился: {len(coverage.drifted)}"
    )


def _places(coverage: Coverage, version: VersionDoc, locator: str, name: str) -> set[tuple[str, int]]:
    found = set()
    for one in coverage.by_clause[locator]:
        if one.id == name:
            span = version.origins.span(one.path)
            found.add((span.file, span.line))
    return found


def _short(text: str) -> str:
    text = words.printable(text)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1].rstrip() + "…"
