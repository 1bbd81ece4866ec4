"""References between the parts of a profile, and to the vocabulary: each points at something."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from poryadok.norms.checks.context import Context, NormView, Path_, Problem
from poryadok.norms.names import wrong_name

__all__ = ["check_norm_references", "check_references", "check_vocabulary"]


def _actor(name: Any, path: Path_, context: Context) -> Iterator[Problem]:
    if isinstance(name, str) and name not in context.actors:
        yield Problem("reference.actor", "critical", (path,), wrong_name(name, context.actors))


def _party(name: Any, path: Path_, context: Context, *, at_key: bool = False) -> Iterator[Problem]:
    parties = context.section("parties")
    if isinstance(name, str) and name not in parties:
        yield Problem("reference.party", "critical", (path,), wrong_name(name, parties), at_key)


def check_references(context: Context) -> Iterator[Problem]:
    """Roles, sectors, parameters and defects: whom and what they name."""
    for key, role in context.section("roles").items():
        path: Path_ = ("roles", key)
        yield from _party(role.get("party"), (*path, "party"), context)
        yield from _actor((role.get("appointed") or {}).get("by"), (*path, "appointed", "by"), context)
        for holder in role.get("holders") or {}:
            yield from _party(holder, (*path, "holders", holder), context, at_key=True)
    for key, sector in context.section("sectors").items():
        yield from _party(sector.get("head"), ("sectors", key, "head"), context)
    for key, parameter in context.section("parameters").items():
        yield from _actor(parameter.get("set_by"), ("parameters", key, "set_by"), context)
    norms = context.section("norms")
    for key, defect in context.section("defects").items():
        for index, name in enumerate(defect.get("norms") or ()):
            if name not in norms:
                place = ("defects", key, "norms", str(index))
                yield Problem("reference.norm", "critical", (place,), wrong_name(name, norms))
        yield from _hidden(defect.get("hides") or (), ("defects", key, "hides"), context)


def _hidden(names: Iterable[str], path: Path_, context: Context) -> Iterator[Problem]:
    """What a missing text would hold: concepts of the vocabulary, none of which the profile has."""
    known, norms = context.vocabulary.norms, context.section("norms")
    for index, name in enumerate(names):
        place = (*path, str(index))
        if name in norms:
            yield Problem("reference.hidden-norm", "critical", (place, ("norms", name)), {"name": name})
        elif known and name not in known:
            yield Problem("reference.concept", "critical", (place,), wrong_name(name, known))


def check_norm_references(view: NormView, context: Context) -> Iterator[Problem]:
    """Whom a norm and its patches name, and the values of their conditions."""
    yield from _body(view.norm, view.path, context)
    yield from _alongside(view, context)
    for key, body in (view.norm.get("exceptions") or {}).items():
        place = (*view.path, "exceptions", key)
        yield from _body(body.get("patch") or {}, (*place, "patch"), context)
        yield from _where(body.get("where"), (*place, "where"), context)
    for answers in view.patches.values():
        for place, patch in answers.values():
            yield from _body(patch, place, context)


def _body(body: Mapping[str, Any], path: Path_, context: Context) -> Iterator[Problem]:
    bearer = body.get("bearer")
    if isinstance(bearer, Mapping):
        target = bearer.get("head_of")
        if target not in (None, "sector"):
            args = wrong_name(str(target), ["sector"])
            yield Problem("reference.head-of", "critical", ((*path, "bearer", "head_of"),), args)
        elif not context.section("sectors"):
            yield Problem("reference.no-sectors", "critical", ((*path, "bearer"),), {})
    else:
        yield from _actor(bearer, (*path, "bearer"), context)
    yield from _actor(body.get("counterparty"), (*path, "counterparty"), context)
    yield from _where(body.get("where"), (*path, "where"), context)
    yield from _where((body.get("sample") or {}).get("where"), (*path, "sample", "where"), context)


def _alongside(view: NormView, context: Context) -> Iterator[Problem]:
    """The norms that stand beside this one: they exist, are others, and have terms to compare with."""
    norms, path = context.section("norms"), (*view.path, "alongside")
    for place, name in _values(view.norm.get("alongside"), path):
        if name not in norms:
            yield Problem("reference.norm", "critical", (place,), wrong_name(name, norms))
        elif name == view.id or norms[name].get("kind") not in ("response", "request"):
            yield Problem("norm.alongside", "critical", (place, ("norms", name)), {"norm": name})


def _where(where: Any, path: Path_, context: Context) -> Iterator[Problem]:
    if not isinstance(where, Mapping):
        return
    words = context.vocabulary
    for field, section, known in (
        ("channel", "channels", words.channels),
        ("sector", "sectors", words.sectors),
        ("track", "tracks", words.tracks),
        ("norm", "norms", {}),
    ):
        valid = {**known, **context.section(section)}
        if not valid or field not in where:
            continue
        for place, value in _values(where[field], (*path, field)):
            if value not in valid:
                yield Problem(f"reference.{field}", "critical", (place,), wrong_name(value, valid))


def _values(wanted: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(wanted, Mapping):
        yield from _values(wanted.get("not"), (*path, "not"))
    elif isinstance(wanted, list):
        for index, item in enumerate(wanted):
            yield (*path, str(index)), str(item)
    elif wanted is not None:
        yield path, str(wanted)


def check_vocabulary(context: Context) -> Iterator[Problem]:
    """Shared ids come from the vocabulary; another id works, but will not line up in a comparison."""
    words = context.vocabulary
    for section, known in (("roles", words.roles), ("channels", words.channels), ("sectors", words.sectors)):
        for key in context.section(section):
            if known and key not in known and key != "other":
                args = {**wrong_name(key, known), "section": section}
                yield Problem("vocabulary.unknown", "medium", ((section, key),), args, at_key=True)
    for key in context.section("norms"):
        if words.norms and key not in words.norms:
            args = {**wrong_name(key, words.norms), "section": "norms"}
            yield Problem("vocabulary.unknown", "low", (("norms", key),), args, at_key=True)
