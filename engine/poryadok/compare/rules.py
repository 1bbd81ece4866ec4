"""The one table of change rules: what a difference means for the bearer, each rule with its mirror.

The first rule of a field that holds for a difference classes it. The mirror of a rule classes the same
difference seen from the other side; a rule that is its own mirror says something that has no direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from poryadok.compare.model import ChangeClass
from poryadok.compare.predicates import (
    Holds,
    Pair,
    always,
    both,
    commoner,
    dues,
    gains,
    loses,
    modality,
    narrower,
    opened,
    rank,
    rarer,
    requires_act,
    stricter,
    wider,
)

__all__ = ["MIRRORED", "RULES", "ChangeRule", "classify"]

MIRRORED: Final[Mapping[ChangeClass, ChangeClass]] = {
    "tightened": "relaxed",
    "relaxed": "tightened",
    "reassigned": "reassigned",
    "duty-new": "duty-lifted",
    "duty-lifted": "duty-new",
    "right-gained": "right-lost",
    "right-lost": "right-gained",
    "redefined": "redefined",
    "editorial": "editorial",
}
"""The class of a change seen from the other side."""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """A row of the table. ``fields``: words apart, the fields whose differences it looks at."""

    id: str
    fields: str
    holds: Holds
    cls: ChangeClass
    mirror: str


_TERM: Final = (
    "within roll day_zero after_hours presidential_days every due first_period count day_kind extend"
    " exception adopted value"
)

RULES: Final = (
    # a norm that one side alone has; an aim is a target or a recommendation
    ChangeRule("norm.duty-new", "norm", modality(None, "duty"), "duty-new", "norm.duty-gone"),
    ChangeRule("norm.duty-gone", "norm", modality("duty", None), "duty-lifted", "norm.duty-new"),
    ChangeRule("norm.right-new", "norm", modality(None, "right"), "right-gained", "norm.right-gone"),
    ChangeRule("norm.right-gone", "norm", modality("right", None), "right-lost", "norm.right-new"),
    ChangeRule("norm.aim-new", "norm", modality(None, "aim"), "tightened", "norm.aim-gone"),
    ChangeRule("norm.aim-gone", "norm", modality("aim", None), "relaxed", "norm.aim-new"),
    # may or must; a kind brings its modality with it
    ChangeRule("may.to-must", "kind modality", modality("right", "duty"), "duty-new", "must.to-may"),
    ChangeRule("must.to-may", "kind modality", modality("duty", "right"), "duty-lifted", "may.to-must"),
    ChangeRule("modality.up", "kind modality", stricter(1), "tightened", "modality.down"),
    ChangeRule("modality.down", "kind modality", stricter(-1), "relaxed", "modality.up"),
    ChangeRule("kind.other", "kind modality", always, "redefined", "kind.other"),
    # who, and to whom
    ChangeRule("bearer.other", "bearer", always, "reassigned", "bearer.other"),
    ChangeRule("counterparty.other", "counterparty", always, "redefined", "counterparty.other"),
    # more to answer is a burden; more ways to have done it are a relief
    ChangeRule("opens.more", "opens", gains, "tightened", "opens.fewer"),
    ChangeRule("opens.fewer", "opens", loses, "relaxed", "opens.more"),
    ChangeRule("opens.other", "opens", always, "redefined", "opens.other"),
    ChangeRule("ends.more", "closes requires cancel", gains, "relaxed", "ends.fewer"),
    ChangeRule("ends.fewer", "closes requires cancel", loses, "tightened", "ends.more"),
    ChangeRule("ends.other", "closes requires cancel", always, "redefined", "ends.other"),
    ChangeRule("where.narrower", "where", narrower, "relaxed", "where.wider"),
    ChangeRule("where.wider", "where", wider, "tightened", "where.narrower"),
    ChangeRule("where.other", "where", always, "redefined", "where.other"),
    # when: by due instants, never by numbers; a value that nobody has decided yet opens nothing
    ChangeRule("term.decided", _TERM, both(opened(True, False), dues("earlier")), "duty-new", "term.opened"),
    ChangeRule("term.opened", _TERM, both(opened(False, True), dues("later")), "duty-lifted", "term.decided"),
    ChangeRule("term.earlier", _TERM, dues("earlier"), "tightened", "term.later"),
    ChangeRule("term.later", _TERM, dues("later"), "relaxed", "term.earlier"),
    ChangeRule("term.same", _TERM, dues("same"), "editorial", "term.same"),
    ChangeRule("term.other", _TERM, always, "redefined", "term.other"),
    # a report that is owed only for periods with enough events is owed less often
    ChangeRule("sample.rarer", "sample", rarer, "relaxed", "sample.commoner"),
    ChangeRule("sample.commoner", "sample", commoner, "tightened", "sample.rarer"),
    ChangeRule("sample.other", "sample", always, "redefined", "sample.other"),
    # what is contested, from when it holds, where it stands
    ChangeRule("question.other", "question alternatives", always, "redefined", "question.other"),
    ChangeRule("in_force.other", "in_force", always, "redefined", "in_force.other"),
    ChangeRule("matching.other", "by_norm", always, "redefined", "matching.other"),
    ChangeRule("chain.other", "procedure step alongside", always, "editorial", "chain.other"),
    # roles
    ChangeRule("role.one-sided", "role", always, "redefined", "role.one-sided"),
    ChangeRule("role.held", "party holders by", always, "reassigned", "role.held"),
    ChangeRule("role.rank-up", "required_rank", rank(1), "tightened", "role.rank-down"),
    ChangeRule("role.rank-down", "required_rank", rank(-1), "relaxed", "role.rank-up"),
    ChangeRule("role.rank-other", "required_rank", always, "redefined", "role.rank-other"),
    ChangeRule("role.act-new", "requires_act", requires_act(False, True), "tightened", "role.act-gone"),
    ChangeRule("role.act-gone", "requires_act", requires_act(True, False), "relaxed", "role.act-new"),
    ChangeRule("role.act-other", "requires_act", always, "redefined", "role.act-other"),
    ChangeRule("role.combined", "combined", always, "redefined", "role.combined"),
    # channels, sectors, hours, open values
    ChangeRule("channel.one-sided", "channel", always, "redefined", "channel.one-sided"),
    ChangeRule("channel.list", "open-list", always, "redefined", "channel.list"),
    ChangeRule("sector.other", "sector standing", always, "redefined", "sector.other"),
    ChangeRule("sector.head", "head", always, "reassigned", "sector.head"),
    ChangeRule("hours.other", "office_hours", always, "redefined", "hours.other"),
    ChangeRule("parameter.other", "parameter type", always, "redefined", "parameter.other"),
    ChangeRule("parameter.set-by", "set_by", always, "reassigned", "parameter.set-by"),
    # the act: what it rests on, and what it puts an end to, changes no duty
    ChangeRule("act.basis", "basis repeals", always, "editorial", "act.basis"),
    ChangeRule("act.defect", "defect", always, "redefined", "act.defect"),
)
"""The table, by field; within a field the first that holds counts."""

_OF_FIELD: Final[Mapping[str, tuple[ChangeRule, ...]]] = {
    field: tuple(rule for rule in RULES if field in rule.fields.split())
    for field in sorted({field for rule in RULES for field in rule.fields.split()})
}


def classify(pair: Pair) -> ChangeRule:
    """The rule that classes a difference. Raises LookupError for a field that the table does not know."""
    for rule in _OF_FIELD.get(pair.field, ()):
        if rule.holds(pair):
            return rule
    raise LookupError(f"no change rule for {pair.path}")
