"""Everything that a lawyer needs to defend one verdict, as plain data; ``explain_text`` puts words to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from poryadok.clock.zones import iso, local_day
from poryadok.kernel.assess import Assessment
from poryadok.kernel.matching import Part
from poryadok.norms.model import HeadOfSector, Norm, Profile, Version
from poryadok.norms.readings import questions_of
from poryadok.report.alongside import beside, related, stricter
from poryadok.report.facts import facts_of
from poryadok.report.flips import Flip, flips
from poryadok.report.parties import party
from poryadok.report.rows import Obligation, RowMaker
from poryadok.report.summary import awaited

__all__ = ["Document", "explain_norm", "explain_obligation", "version_of"]

Document = Mapping[str, Any]


def version_of(profile: Profile, norm: str, day: date) -> Version:
    """The version in force on a local day; where it lacks the norm, the last one that has it."""
    version = profile.version_at(day)
    if version is not None and norm in version.doc.get("norms", {}):
        return version
    having = [one for one in profile.versions if norm in one.doc.get("norms", {})]
    return having[-1] if having else profile.versions[-1]


def explain_obligation(
    assessment: Assessment, log: pl.DataFrame, entry: pl.DataFrame, titles: Mapping[str, str]
) -> dict[str, object]:
    """Explain the one obligation of an index of one row. ``titles``: Russian titles of event types."""
    part = assessment.parts[entry["part"][0]]
    frame = part.frame[entry["row"]]
    row = RowMaker(assessment, log).rows(entry)[0]
    line = part.group.line(frame["line"][0])
    profile = assessment.plan.profiles[line.municipality]
    norm = line.versions[part.version].norm
    version = version_of(profile, norm.id, local_day(frame["t"][0], profile.timezone))
    doc = version.doc
    return {
        "obligation": row,
        "norm": _norm(profile, norm, version),
        "bearer": party(doc, row["bearer"]),
        "counterparty": party(doc, row["counterparty"]),
        "events": _events(assessment, log, part, frame, profile, titles),
        "questions": _questions(norm, doc),
        "flips": [_flip(one) for one in flips(norm, row["readings"])],
        "alongside": _beside(assessment, log, entry, row, doc),
        "defects": _defects(doc, norm.id),
    }


def explain_norm(assessment: Assessment, profile: Profile, name: str) -> dict[str, object]:
    """Explain a norm by itself: what it says, what it waits for. Raises LookupError if there is none."""
    municipality = assessment.plan.profiles.index(profile)
    version = version_of(profile, name, local_day(assessment.as_of.instants[municipality], profile.timezone))
    norm = next((one for one in version.norms if one.id == name), None)
    if norm is None:
        raise LookupError(name)
    doc = version.doc
    waiting = [
        {"parameter": one.parameter, "clause": one.clause, "text": awaited(assessment, one)}
        for one in assessment.undetermined
        if (one.municipality, one.norm) == (profile.id, norm.id)
    ]
    counts = (
        assessment.counts.filter(municipality=profile.id, norm=norm.id)
        .group_by("status")
        .agg(pl.col("n").sum())
    )
    return {
        "norm": _norm(profile, norm, version),
        "bearer": party(doc, norm.base.bearer if isinstance(norm.base.bearer, str) else None),
        "counterparty": party(doc, norm.base.counterparty),
        "awaits": waiting,
        "statuses": dict(sorted(counts.iter_rows())),
        "questions": _questions(norm, doc),
        "defects": _defects(doc, norm.id),
    }


def _norm(profile: Profile, norm: Norm, version: Version) -> dict[str, object]:
    """The norm: title, kind, sources, the act that they stand in."""
    doc = version.doc
    body = doc["norms"][norm.id]
    source = body.get("source") or []
    act = doc.get("act", {})
    first, last = version.in_force(norm)
    return {
        "municipality": profile.id,
        "municipality_name": profile.name,
        "timezone": profile.timezone,
        "id": norm.id,
        "title": norm.title,
        "kind": norm.kind,
        "modality": norm.base.modality,
        "head_of_sector": isinstance(norm.base.bearer, HeadOfSector),
        "sources": [
            {"locator": one.get("locator"), "act": one.get("act")}
            for one in (source if isinstance(source, list) else [source])
        ],
        "act": {name: act.get(name) for name in ("kind", "number", "date", "issuer", "title")},
        "in_force": {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None},
        "notes": body.get("notes"),
        "alongside": [
            {"norm": name, "title": str(doc["norms"][name].get("title", name))}
            for name in related(doc, norm.id)
            if name in doc["norms"]
        ],
    }


def _beside(
    assessment: Assessment, log: pl.DataFrame, entry: pl.DataFrame, row: Obligation, doc: Document
) -> dict[str, object]:
    """The obligations of the norms beside this one in the same case, and which of all is the stricter."""
    others = beside(assessment, log, entry, related(doc, str(row["norm"])))
    titles = {name: str(body.get("title", name)) for name, body in doc["norms"].items()}
    names = ("id", "norm", "clause", "due_at", "status")
    return {
        "obligations": [
            {**{name: one[name] for name in names}, "title": titles.get(str(one["norm"]), one["norm"])}
            for one in others
        ],
        "stricter": stricter([row, *others]),
    }


def _events(
    assessment: Assessment,
    log: pl.DataFrame,
    part: Part,
    frame: pl.DataFrame,
    profile: Profile,
    titles: Mapping[str, str],
) -> list[dict[str, object]]:
    return [
        {
            "id": fact.id,
            "time": iso(fact.t, profile.timezone),
            "type": fact.type,
            "title": titles.get(fact.type, fact.type),
            "role": fact.role,
        }
        for fact in facts_of(assessment, log, part, frame)
    ]


def _questions(norm: Norm, doc: Document) -> list[dict[str, object]]:
    asked = questions_of(doc["norms"][norm.id], doc.get("readings", {}))
    return [
        {
            "id": name,
            "title": str(body.get("title", name)),
            "clause": body.get("clause"),
            "adopted": body.get("adopted"),
            "alternatives": [
                {"id": key, "title": str(one.get("title", key)), "basis": one.get("basis")}
                for key, one in sorted(body["alternatives"].items())
            ],
        }
        for name, body in asked.items()
    ]


def _flip(one: Flip) -> Obligation:
    return {
        "changed": dict(one.changed),
        "held": dict(one.held),
        "status": one.status,
        "due_at": one.due_at,
    }


def _defects(doc: Document, norm: str) -> list[dict[str, object]]:
    """Defects of the act that touch the norm."""
    return [
        {
            "id": key,
            "locator": body.get("locator"),
            "kind": body.get("kind"),
            "severity": body.get("severity"),
            "effect": body.get("effect"),
        }
        for key, body in sorted((doc.get("defects") or {}).items())
        if norm in (body.get("norms") or [])
    ]
