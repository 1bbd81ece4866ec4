"""Personal data stay out: what is left of a row of staff is a position in words that name nobody."""

import re

from poryadok.onboard.act.fingerprint import plain

__all__ = ["position_of", "rank_of"]

_CONTACT = re.compile(
    r"\S*@\S*|(?<!\w)(?:адрес )?(?:электронн\w+ почт\w+|e-?mail)\W*|(?<!\w)(?:контактн\w+ "
    r")?(?:тел(?:ефон\w*)?|моб(?:ильн\w+)?|факс\w*)(?!\w)\.?:?|"
    r"[+(]?\d[\d\s()+-]{4,}\d(?:\s*\(?(?:доб|вн)\.?\s*\d+\)?)?|\(?(?:доб|вн)\.\s*\d+\)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)|\"[^\"]*\"")
_HEAD = re.compile(
    r"(?:(?:[а-я-]+(?:ий|ый|ой|ая)\s+){0,2}|и\.\s?о\.\s?|врио\s+)"
    r"(?:заместител|глав[аы]|начальник|руководител|директор|секретар|специалист|советник|консультант|"
    r"председател|управляющ|заведующ|инспектор|эксперт|референт|помощник|ректор|диспетчер|методист)",
    re.IGNORECASE,
)
_OFFICIAL = frozenset(
    {
        "администрации",
        "администрация",
        "главы",
        "глава",
        "аппарата",
        "отдела",
        "управления",
        "заместитель",
        "первый",
        "начальник",
        "руководитель",
        "директор",
        "специалист",
        "ведущий",
        "главный",
        "отдел",
        "и.о.главы",
        "советник",
        "консультант",
        "председатель",
        "центра",
    }
)
_SHORT = frozenset({"ЖКХ", "ЖКК", "МКУ", "МБУ", "МАУ", "ГО", "ЧС", "ИТ", "СМИ", "ЦУР", "МЦУ", "ТКО", "ЗАГС"})
# names of places go: a profile's positions are named without their municipality
_PLACE = re.compile(
    r"(?<!\w)(?:муниципальн\w+ (?:округ|район|образовани)\w*|городск\w+ (?:округ|поселени)\w*|"
    r"сельск\w+ (?:поселени)\w*|республик\w+|област[ьи]|кра[йя]|район[а]?|округ[а]?)(?!\w)",
    re.IGNORECASE,
)
_RANKS = (
    ("first-deputy-head", r"перв\w+ заместител\w+ глав"),
    ("deputy-head", r"заместител\w+ глав|и\.\s?о\.\s?глав|исполняющ\w+ обязанности глав"),
    ("head", r"^глав[аы](?!\w*н)"),
    ("specialist", r"специалист|советник|консультант|инспектор|эксперт|референт|методист"),
    ("head-of-department", r"начальник|(?:руководител|заведующ|директор)\w* (?:отдел|управлени|комитет)"),
)


def position_of(text: str) -> str:
    """The position that a piece of a row names; empty if it names none.

    Kept are words in small letters, and a closed list of official words and abbreviations: a word that may be
    a part of somebody's name is never kept.
    """
    bare = _BRACKETS.sub(" ", _CONTACT.sub(" , ", plain(text)))
    pieces = []
    for piece in re.split(r"[,;|]|\s-\s", bare):
        kept = _impersonal(piece)
        if _HEAD.match(kept):
            pieces.append(kept)
    joined = ", ".join(pieces)
    return joined[:1].upper() + joined[1:]


def rank_of(position: str) -> str:
    """The rank of a position as the profile language has it."""
    low = position.lower()
    return next((rank for rank, regex in _RANKS if re.search(regex, low)), "other")


def _impersonal(piece: str) -> str:
    words = []
    for word in piece.split():
        bare = word.strip(".,:;")
        small = bare.islower()
        if small or bare.lower() in _OFFICIAL or bare in _SHORT:
            words.append(bare if bare in _SHORT else bare.lower())
        elif re.fullmatch(r"и\.\s?о\.?", bare, re.IGNORECASE):
            words.append("и.о.")
    text = re.sub(r"\s+", " ", _PLACE.sub(" ", " ".join(words)).replace("и.о.главы", "и.о. главы")).strip()
    # a name cut out leaves words that end nothing: «управления министерства образования и науки»
    return re.sub(r"(?:\s(?:и|в|по|на|с|от))+$", "", text)
