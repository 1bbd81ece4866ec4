"""An act's text laid over the tables: clause by clause, then what the clauses give each other."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from poryadok.norms.model import COMPUTED
from poryadok.onboard.act.model import Act, Clause
from poryadok.onboard.draft.act_data import act_data, repeals_of
from poryadok.onboard.draft.actors import addressee, subject
from poryadok.onboard.draft.channels import channels_of
from poryadok.onboard.draft.concepts import concepts_in
from poryadok.onboard.draft.context import above, point_of
from poryadok.onboard.draft.facts import facts_of
from poryadok.onboard.draft.model import ClauseDraft, Confidence, Draft, Hole, Term
from poryadok.onboard.draft.places import municipality_of, region_of
from poryadok.onboard.draft.sectors import sectors_of
from poryadok.onboard.draft.staff import roles_of, staff_of
from poryadok.onboard.draft.terms import terms_in
from poryadok.onboard.draft.words import flat
from poryadok.onboard.lint.act_text import text_of

__all__ = ["draft_of"]

_RIGHT = re.compile(r"(?<!\w)(?:вправе|имеет право|имеют право)(?!\w)")
# what a point says of all its items: «Информация представляется … в установленные им сроки»
_OF_ALL = re.compile(
    r"^(?:указанн\w+ |перечисленн\w+ |данн\w+ )?(?:информация|сведения|материалы|отчеты|документы)\s"
)
# what an act orders at once: «до 20 декабря текущего года» is of the act's year
_ORDERS = re.compile(r"^(?:реш|пост|расп|приказ)\. п\.|^приказ п\.")
_OPERATIVE = re.compile(r"^(?:преамб|реш|пост|расп)")


def draft_of(act: Act, file: str) -> Draft:
    """Everything that the tables recognise in an act. Never raises: what is not recognised is a hole."""
    text = text_of(act, file)
    clauses = act.clauses
    data, holes = act_data(text, clauses)
    municipality, _ = municipality_of(text)
    region = region_of(text)
    if not municipality:
        holes.append(Hole("municipality", ("municipality", "name"), "text"))
        holes.append(Hole("municipality-kind", ("municipality", "kind"), "choice"))
    staff = staff_of(clauses)
    sectors, sector_holes = sectors_of(clauses, staff)
    roles, channels, repeals = roles_of(clauses, staff), channels_of(clauses), repeals_of(clauses)
    facts = facts_of(data, roles, channels, sectors, staff, repeals, clauses)
    people = {one.locator for one in staff}
    year = int(str(data.get("date", "0"))[:4])
    drafts = _scoped([_clause(one, clauses, people, year) for one in clauses.values()], clauses)
    return Draft(
        act=data,
        municipality=municipality,
        region=region,
        roles=roles,
        staff=staff,
        sectors=sectors,
        channels=channels,
        clauses=tuple(_judged(replace(one, facts=facts.get(one.locator, ()))) for one in drafts),
        repeals=repeals,
        holes=(*holes, *sector_holes),
    )


def _clause(clause: Clause, clauses: Mapping[str, Clause], staff: Collection[str], year: int) -> ClauseDraft:
    words = flat(clause.text)
    row = " стр. " in clause.locator
    # a row of staff owes nothing by a term
    if row and (clause.locator in staff or not terms_in(clause.text, row=True)):
        return ClauseDraft(clause.locator, clause.line)
    heads = [(name, flat(clauses[name].text)) for name in above(clause.locator, clauses)]
    under = " | ".join(text for _, text in heads)
    # the cells of a row make no sentence to know a concept by
    concepts = () if row else concepts_in(words, under)
    quiet = _OPERATIVE.match(clause.locator) is not None and clause.locator.startswith("преамб")
    terms = () if quiet else terms_in(clause.text, row, year if _ORDERS.match(clause.locator) else 0)
    kind = concepts[0][1] if concepts else ""
    if kind == "standing" and _RIGHT.search(f"{words} | {under}"):
        kind = "right"
    bearer = subject(words, heads)
    other = addressee(words, bearer.value, heads) if bearer else None
    return ClauseDraft(
        clause.locator,
        clause.line,
        concepts=tuple(match for match, _ in concepts),
        kind=kind,
        bearer=bearer,
        counterparty=other,
        terms=terms,
    )


def _scoped(drafts: Sequence[ClauseDraft], clauses: Mapping[str, Clause]) -> list[ClauseDraft]:
    """Terms of an introduction go to its items; those of a closing paragraph to the items without a term."""
    found = {one.locator: one for one in drafts}
    for one in drafts:
        words = flat(clauses[one.locator].text)
        if not one.terms:
            continue
        below = [other for other in drafts if one.locator in above(other.locator, clauses)]
        if words.endswith(":") and below:
            for other in below:
                _give(found, other.locator, one)
        elif _OF_ALL.match(words):
            point = point_of(one.locator)
            siblings = [
                other
                for other in drafts
                if point_of(other.locator) == point
                and other.line < one.line
                and not flat(clauses[other.locator].text).endswith(":")
            ]
            if not siblings:
                continue
            for other in siblings:
                _give(found, other.locator, one)
        else:
            continue
        if words.endswith(":") or _OF_ALL.match(words):
            found[one.locator] = replace(found[one.locator], terms=())
    return [found[one.locator] for one in drafts]


def _give(found: dict[str, ClauseDraft], locator: str, giver: ClauseDraft) -> None:
    taker = found[locator]
    if taker.terms:
        return
    given = tuple(replace(term, by=giver.locator, confidence="medium") for term in giver.terms)
    found[locator] = replace(taker, terms=given)


def _judged(one: ClauseDraft) -> ClauseDraft:
    """Kind, confidence and holes of a clause, now that its terms are known."""
    holes = [
        Hole(f"unsaid-{term.value['unsaid']}", (), "term", one.locator, {"words": term.words})
        for term in one.terms
        if "unsaid" in term.value
    ]
    said = tuple(term for term in one.terms if "unsaid" not in term.value)
    of_request = all("request" in term.value for term in said)
    if said and one.kind and one.kind not in COMPUTED and of_request:
        # a standing duty that somebody has to ask for is no request of the log
        said = ()
    kind = _kind(said[0]) if said else one.kind
    if said and not one.concepts:
        holes.append(Hole("concept", (), "norm", one.locator, {"words": said[0].words}))
    if said and one.bearer is None:
        holes.append(Hole("bearer", (), "party", one.locator))
    if kind in COMPUTED and not said and one.kind in ("report", "activity"):
        holes.append(Hole("term", (), "term", one.locator))
    confidence: Confidence = "low"
    if one.concepts:
        by_itself = one.concepts[0].pattern != "under"
        confidence = (
            "high" if by_itself and (not said or (one.bearer and all(not t.by for t in said))) else "medium"
        )
    elif said or one.facts:
        confidence = "medium"
    terms = tuple(term for term in one.terms if "unsaid" in term.value or term in said)
    return replace(one, kind=kind, terms=terms, holes=tuple(holes), confidence=confidence)


def _kind(term: Term) -> str:
    value = term.value
    if value.get("every") == "parameter" or ("every" in value and "due" in value):
        return "report"
    if "every" in value:
        return "activity"
    if "once" in value:
        return "once"
    if "precedence" in value:
        return "precedence"
    if "request" in value or value.get("within") == {"field": "due"}:
        return "request"
    return "response"
