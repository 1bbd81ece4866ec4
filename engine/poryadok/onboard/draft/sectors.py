"""Sector blocks: which sectors an act lists, and whether as main or as additional ones."""

import re
from collections.abc import Iterator, Mapping, Sequence

from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.context import point_of
from poryadok.onboard.draft.model import Hole, Person
from poryadok.onboard.draft.words import flat, shown

__all__ = ["SECTORS", "sectors_named", "sectors_of"]

# sector of the vocabulary -> its names in acts
SECTORS: Mapping[str, str] = {
    "education": r"образовани\w+",
    "health": r"здравоохранени\w+|медицин\w+",
    "social-protection": r"социальн\w+ (?:защит\w+|поддержк\w+)",
    "transport": r"(?:общественн\w+ )?транспорт(?!н)\w*",
    "roads": r"дорог[аи]?|дорожн\w+ (?:деятельност|хозяйств)\w+",
    "energy": r"энергетик\w+",
    "housing": r"жилищно-коммунальн\w+ хозяйств\w+|жкх",
    "waste": r"(?:благоустройство и )?(?:обращени\w+ с )?(?:тверд\w+ коммунальн\w+ )?отход\w+|тко",
    "property": r"имуществ\w+(?! комплекс)",
    "land": r"земл[яи](?: и недвижимост\w+)?|земельн\w+ \w+",
    "construction": r"(?:градо)?строительств\w+",
    "trade": r"потреб(?:ительск\w+ )?рынок(?: и торговля)?|торговл[яи]",
    "sport": r"спорт(?!ивн)\w*|физическ\w+ культур\w+(?: и спорт)?",
    "culture": r"(?<!физическая )культур[аы]",
    "guardianship": r"опек[аи](?: и попечительств\w+)?",
    "economy": r"экономик\w+",
    "safety": r"безопасност\w+",
}
_LIST = re.compile(
    r"отраслев\w+ блок\w*|социально-значим\w+ тематик\w+\"? -|тематикам\W*$|дополнительн\w+ "
    r"(?:тематик|отраслев)"
)
_NO_LIST = re.compile(r"^руководител|вправе|может|могут|назнач|определя|обеспечива|осуществля|по вопросам")
_EXTRA = re.compile(r"дополнительн")


def sectors_named(words: str) -> Iterator[tuple[str, str]]:
    """Sectors that a flattened text names in quotation marks after «блок»; with the words."""
    for listed in re.findall(r"блок\w*((?:[\s,и]*\"[^\"]{3,80}\")+)", words):
        for quoted in re.findall(r"\"([^\"]+)\"", listed):
            yield from _known(quoted)


def sectors_of(
    clauses: Mapping[str, Clause], staff: Sequence[Person]
) -> tuple[dict[str, dict[str, str]], list[Hole]]:
    """Sector -> ``standing``, ``clause``, ``words``, ``head`` (position), ``head_clause``; and holes."""
    found: dict[str, dict[str, str]] = {}
    holes: list[Hole] = []
    listing, standing = "", "main"
    for locator, clause in clauses.items():
        words = flat(clause.text)
        if " стр. " in locator:
            continue
        if _LIST.search(words) and not _NO_LIST.search(words) and ("-" in words or ":" in words):
            listing, standing = point_of(locator), "additional" if _EXTRA.search(words) else "main"
            _, sign, tail = words.partition(":") if ":" in words else words.partition(" - ")
            items = tail if sign else ""
        elif listing and point_of(locator) == listing and len(words.split()) <= 8:
            items = words
        else:
            listing = listing if point_of(locator) == listing and not re.search(r"[.]$", words) else ""
            continue
        for item in _items(items):
            known = list(_known(item))
            for sector, said in known:
                found.setdefault(sector, {"standing": standing, "clause": locator, "words": shown(said)})
            if not known and re.search(r"[а-я]{4}", item):
                holes.append(Hole("sector-unknown", ("sectors",), "sector", locator, {"words": shown(item)}))
    _heads(found, staff, holes)
    return {sector: found[sector] for sector in found}, holes


def _items(text: str) -> Iterator[str]:
    for item in re.split(r"[,;]", text):
        if item.strip(" .:"):
            yield item.strip(" .:")


def _known(item: str) -> Iterator[tuple[str, str]]:
    taken: list[tuple[int, int]] = []
    for sector, regex in SECTORS.items():
        match = re.search(rf"(?<!\w)(?:{regex})(?!\w)", item)
        if match and all(match.end() <= start or end <= match.start() for start, end in taken):
            taken.append(match.span())
            yield sector, match[0]


def _heads(found: dict[str, dict[str, str]], staff: Sequence[Person], holes: list[Hole]) -> None:
    """Heads by the list of staff; a sector that only this list names is additional, and to be decided."""
    for person in staff:
        for sector in person.sectors:
            if sector.value not in found:
                found[sector.value] = {
                    "standing": "additional",
                    "clause": person.locator,
                    "words": sector.words,
                }
                holes.append(
                    Hole(
                        "sector-only-in-staff",
                        ("sectors", sector.value, "standing"),
                        "choice",
                        person.locator,
                    )
                )
            if "head" in found[sector.value]:
                holes.append(
                    Hole("sector-two-heads", ("sectors", sector.value, "head"), "party", person.locator)
                )
                continue
            found[sector.value] |= {"head": person.id, "head_clause": person.locator}
