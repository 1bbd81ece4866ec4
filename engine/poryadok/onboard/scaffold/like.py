"""A new profile from the nearest existing one: its norms to be confirmed, nothing of its own facts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.norms.library import Library
from poryadok.norms.resolved import Resolved
from poryadok.onboard.lint.names import names_in, regions_in
from poryadok.onboard.scaffold.facts import Facts
from poryadok.onboard.scaffold.shared import Base
from poryadok.onboard.scaffold.skeleton import Made, hole, profile_head
from poryadok.onboard.scaffold.words import LIKE_HEAD, NO_CLAUSE, NOTES

__all__ = ["like_profile"]

# what a layer says of its own act and people, never of another's; which answer is adopted is one's own too
_FACTS = frozenset(
    {"clause", "head_clause", "fingerprint", "notes", "note", "system", "how", "basis", "adopted"}
)
_PLACE = re.compile(r"\s*\([^()]*(?:\bп\. |\bприл|\bстр|\bразд)[^()]*\)")
_HEADING = re.compile(r"^ +# (--- .+)$")
_KIND = re.compile("муниципал|республ|област|край|сельск|городск|поселен|округ|район|автоном")
_KEY = re.compile(r"^  ([a-z0-9]+(?:[._-][a-z0-9]+)*):")


def like_profile(facts: Facts, base: Base, like: Resolved, library: Library, configs: str) -> Made:
    """The skeleton of ``facts`` with the roles, channels, sectors, questions and norms of ``like``."""
    layer = library.layer(like.file)
    doc, comments = profile_head(facts, base.extends, configs)
    comments[()] += LIKE_HEAD.format(like=like.id)
    stems = _stems(like)

    def title_of(section: str, body: Mapping[str, Any]) -> dict[str, Any]:
        own = body.get("title")
        if own is None:
            return {}
        clean = section != "parties" and not _names(str(own), stems)
        return {"title": own if clean else hole("text", NOTES["party" if section == "parties" else "role"])}

    norms = _norms(layer.content.get("norms"), base, stems, like.id)
    # of the parties only those to whom the norms give something: the others are the posts of one staff
    named = {*base.section("parties"), "local-authority", "cur", *_texts(norms)}
    named |= {str(body.get("set_by")) for _, body in _maps(layer.content.get("parameters"))}
    named |= {str(body.get("party")) for _, body in _maps(layer.content.get("roles"))}
    for section, one, kept in (
        ("parties", "party", ("kind", "rank")),
        ("roles", "role", ("party", "required_rank")),
        ("channels", "channel", ()),
        ("sectors", "sector", ("standing",)),
    ):
        made = {
            name: {
                **title_of(section, body),
                **{key: body[key] for key in kept if key in body},
                "clause": hole("clause", NOTES[f"{one}.clause"]),
            }
            for name, body in _maps(layer.content.get(section))
            if section != "parties" or name in named
        }
        if made:
            doc[section] = made
    hours = layer.content.get("office_hours")
    if isinstance(hours, Mapping):
        doc["office_hours"] = {day: hole("hours", NOTES["hours"]) for day in hours}
    readings = {name: _question(body, stems) for name, body in _maps(layer.content.get("readings"))}
    if readings:
        doc["readings"] = readings
    parameters = {
        name: {
            **{key: body[key] for key in ("title", "type", "set_by") if key in body},
            "clause": hole("clause", str(body.get("title", ""))),
        }
        for name, body in _maps(layer.content.get("parameters"))
    }
    if parameters:
        doc["parameters"] = parameters
    doc["norms"] = norms
    for name, heading in _headings(like):
        if name in doc["norms"]:
            comments["norms", name] = heading
    return doc, comments


def _texts(value: object) -> Iterator[str]:
    """All texts of a document that stand as values."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _maps(section: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, body in section.items() if isinstance(section, Mapping) else ():
        if isinstance(body, Mapping):
            yield name, body


def _norms(norms: object, base: Base, stems: tuple[str, ...], like: str) -> dict[str, Any]:
    known, made = base.section("norms"), {}
    for name, body in norms.items() if isinstance(norms, Mapping) else ():
        family = known.get(name) or {}
        if body is None:
            note = NO_CLAUSE.format(like=like)
            made[name] = {"source": {"locator": hole("clause", note)}}
            continue
        said = str(body.get("title") or family.get("title") or name)
        text = _without_facts({key: value for key, value in body.items() if key != "in_force"}, stems)
        if "in_force" in body:
            text["in_force"] = {"from": hole("date", NOTES["in_force"])}
        clean = name if _names(said, stems) else said
        made[name] = {**text, "source": {"locator": hole("clause", clean)}}
    return made


def _question(body: Mapping[str, Any], stems: tuple[str, ...]) -> dict[str, Any]:
    made: dict[str, Any] = _without_facts(body, stems)
    return {**made, "clause": hole("clause", NOTES["question.clause"])} if "clause" in body else made


def _without_facts(value: Any, stems: tuple[str, ...]) -> Any:
    """A copy without places, fingerprints and notes; a text that names somebody is to be decided."""
    if isinstance(value, Mapping):
        return {
            key: hole("clause")
            if key == "locator"
            else _told(str(inner), stems)
            if key in ("title", "standard")
            else _without_facts(inner, stems)
            for key, inner in value.items()
            if key not in _FACTS and key != "source"
        }
    if isinstance(value, list):
        return [_without_facts(item, stems) for item in value]
    return value


def _told(text: str, stems: tuple[str, ...]) -> Any:
    """A title without the place it may name in brackets."""
    return hole("text") if _names(text, stems) else _PLACE.sub("", text) or text


def _stems(like: Resolved) -> tuple[str, ...]:
    """The beginnings of the capitalised words of the municipality's and its region's names."""
    place = like.versions[-1].doc.get("municipality", {})
    words = " ".join(str(place.get(key, "")) for key in ("name", "full_name", "region"))
    found = {word[: max(4, len(word) - 3)].casefold() for word in re.findall(r"[А-ЯЁ][а-яё]{3,}", words)}
    return tuple(sorted(stem for stem in found if not _KIND.match(stem)))


def _names(text: str, stems: tuple[str, ...]) -> bool:
    """Tell whether a text names a municipality or a region."""
    own = any(re.search(rf"\b{re.escape(stem)}", text.casefold()) for stem in stems)
    return own or any(True for _ in (*names_in(text), *regions_in(text)))


def _headings(like: Resolved) -> Iterator[tuple[str, str]]:
    """The headings that stand above keys of the profile: the first key below each."""
    heading = ""
    for line in like.file.read_text(encoding="utf-8-sig").splitlines():
        found = _HEADING.match(line)
        key = _KEY.match(line)
        if found:
            heading = found[1]
        elif key and heading:
            yield key[1], heading
            heading = ""
