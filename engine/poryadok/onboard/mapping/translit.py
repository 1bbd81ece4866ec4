"""A name in Latin letters for a Russian header."""

import re
from typing import Final

__all__ = ["slug"]

_RUSSIAN: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN: Final = "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch  y  e yu ya"
"""Two letters have no sound of their own: the empty parts count."""
_LETTERS: Final = dict(zip(_RUSSIAN, _LATIN.split(" "), strict=True))


def slug(text: str, most: int = 30) -> str:
    """Small Latin letters, digits and hyphens, beginning with a letter; "" if nothing is left."""
    latin = "".join(_LETTERS.get(one, one) for one in text.lower())
    words = re.findall("[a-z0-9]+", latin)
    while words and not words[0][0].isalpha():
        words.pop(0)
    while len(words) > 1 and len("-".join(words)) > most:
        words.pop()
    return "-".join(words)[:most]
