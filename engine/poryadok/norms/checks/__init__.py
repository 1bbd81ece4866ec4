"""Cross checks of a resolved profile: what no schema can say. A module for each subject."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from poryadok.findings import Finding
from poryadok.norms.checks.context import Context, NormView, Problem, view_of
from poryadok.norms.checks.dates import check_dates, check_place
from poryadok.norms.checks.events import check_event_names, check_events
from poryadok.norms.checks.exceptions import check_exceptions
from poryadok.norms.checks.readings import check_questions, check_readings
from poryadok.norms.checks.references import check_norm_references, check_references, check_vocabulary
from poryadok.norms.checks.terms import check_parameters, check_terms
from poryadok.norms.checks.variants import check_variants
from poryadok.norms.holes import OPEN_KEY
from poryadok.norms.origins import Origins
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["NormCache", "check_document"]


def check_document(
    doc: Mapping[str, Any],
    origins: Origins,
    vocabulary: Vocabulary,
    calendars: Collection[str] = (),
    cache: "NormCache | None" = None,
) -> list[Finding]:
    """Run all cross checks over a document that the schema finds complete.

    ``calendars`` are the ids of the production calendars at hand; without any, none is checked. ``cache``
    spares norms that many profiles share from being checked again.
    """
    context = Context(doc, vocabulary, calendars)
    problems = _problems(context, cache or NormCache())
    return [_finding(problem, origins) for problem in problems if _own(problem, origins)]


_Known = tuple[tuple[object, ...], NormView, tuple[Problem, ...]]


class NormCache:
    """What was found in a norm, by the identity of all that the finding depends on.

    Layers share the parts they do not touch, so the norm of a shared layer is one object in all profiles. The
    objects are kept beside the answer, so that no identity is used twice.
    """

    LIMIT = 8192

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], _Known] = {}

    def look(
        self, norm_id: str, norm: Mapping[str, Any], context: Context
    ) -> tuple[NormView, tuple[Problem, ...]]:
        """The view of a norm and the problems in it that do not depend on the rest of its profile."""
        shared = context.doc.get("readings")
        parts = (norm, shared, context.doc.get("parameters"), context.vocabulary)
        key = (norm_id, *map(id, parts), bool(context.section("office_hours")))
        if key not in self._known:
            if len(self._known) >= self.LIMIT:
                self._known.clear()
            view = view_of(norm_id, norm, context.section("readings"))
            self._known[key] = (parts, view, tuple(_norm(view, context)))
        _, view, problems = self._known[key]
        return view, problems


def _own(problem: Problem, origins: Origins) -> bool:
    """Shared layers offer questions to all; only a profile's own question is idle when no norm asks it."""
    if problem.rule != "reading.unused":
        return True
    layer = origins.layer(problem.paths[0])
    return layer is None or layer.rank == "municipality"


def _problems(context: Context, cache: NormCache) -> Iterator[Problem]:
    for check in (
        check_place,
        check_dates,
        check_references,
        check_vocabulary,
        check_parameters,
        check_questions,
    ):
        yield from check(context)
    for key, norm in context.section("norms").items():
        view, problems = cache.look(key, norm, context)
        yield from problems
        yield from check_norm_references(view, context)


def _norm(view: NormView, context: Context) -> Iterable[Problem]:
    if OPEN_KEY in view.norm:
        # a norm with open values is judged as a whole when they are filled
        return list(check_event_names(view, context))
    found = [
        *check_event_names(view, context),
        *check_readings(view, context),
        *check_events(view),
        *check_exceptions(view),
        *check_terms(view, context),
    ]
    # what is left of a norm after a patch is whole again; said only when nothing nearer has been said
    return found or list(check_variants(view))


def _finding(problem: Problem, origins: Origins) -> Finding:
    first, *others = problem.paths
    spans = (
        origins.span(first, key=problem.at_key),
        *(origins.span(path, key=True) for path in others if path != first),
    )
    suggestion = problem.args.get("suggestion")
    fix = str(suggestion) if suggestion else None
    return Finding(problem.rule, problem.severity, first, tuple(dict.fromkeys(spans)), problem.args, fix)
