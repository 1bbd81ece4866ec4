"""The log that a comparison is put to: read by what either text knows, judged by both."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from poryadok.cli.refusal import refuse
from poryadok.cli.session import REJECTIONS_SHOWN, moment_of, rules_of, say_log
from poryadok.compare.effect import with_effect
from poryadok.compare.model import Diff
from poryadok.kernel.log_rules import log_rules
from poryadok.log.files import expand
from poryadok.log.read import read_log
from poryadok.log.rules import LogRules, MunicipalityRules
from poryadok.norms.library import Library
from poryadok.norms.readings import ProfileBuilder
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.diagnostics import render_all

__all__ = ["with_log"]


def with_log(
    diffs: Sequence[Diff],
    events: Sequence[str],
    as_of: str,
    configs: Path | None,
    layers: Sequence[Path],
    vocabulary: Vocabulary,
) -> list[Diff]:
    """Each comparison with its effect on the log. Leaves with code 2 when the log or the instant is wrong."""
    wrong: list[str] = []
    moment = moment_of(as_of, wrong)
    library = Library.open(configs, layers)
    _, missing = expand(events)
    if missing:
        wrong.append(render_all(missing, library.source))
    if wrong or moment is None:
        refuse(*wrong)
    log = read_log(events, _rules(diffs, library, vocabulary))
    if log.findings:
        refuse(render_all(log.findings, library.source))
    if events:
        say_log(log, REJECTIONS_SHOWN)
    else:
        click.echo("Журнал не задан (--events): считается, что событий не было.", err=True)
    return [with_effect(one, log.frame, moment) for one in diffs]


def _rules(diffs: Sequence[Diff], library: Library, vocabulary: Vocabulary) -> LogRules:
    """The rules of the log of A's municipality: what either text knows of an event is known."""
    profiles = {one.a.id: one.a.profile for one in diffs}
    rules = rules_of(library, ProfileBuilder(), tuple(profiles.values()), vocabulary)
    for one in diffs:
        other = log_rules(rules.event_types, [replace(one.b.profile, id=one.a.id)])
        known = rules.municipalities[one.a.id]
        rules.municipalities[one.a.id] = _both(known, other.municipalities[one.a.id])
    return rules


def _both(a: MunicipalityRules, b: MunicipalityRules) -> MunicipalityRules:
    """A's rules, and B's where A has none: an event is attributed as A's text attributes it."""
    of_a, of_b = a.case_types, b.case_types
    types = sorted({*of_a, *of_b})
    return MunicipalityRules(
        timezone=a.timezone,
        norms={**b.norms, **a.norms},
        case_types={name: of_a.get(name, frozenset()) | of_b.get(name, frozenset()) for name in types},
        by_norm={**b.by_norm, **a.by_norm},
        carried={**b.carried, **a.carried},
    )
