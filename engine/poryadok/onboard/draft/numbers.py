"""Numbers in Russian words, in the cases that terms use: «трёх», «двадцати четырёх», «3 (трёх)»."""

import re

__all__ = ["COUNT", "DAY", "STEMS", "count_of", "day_of", "stem_number"]

_WORDS: dict[str, int] = {}
for _number, _forms in {
    1: "один одного одной одну одна одному одним",
    2: "два две двух двум двумя",
    3: "три трех трем тремя",
    4: "четыре четырех четырем",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
}.items():
    _WORDS.update(dict.fromkeys(_forms.split(), _number))

# «трёхдневный», «десятидневный»: the number as the beginning of a word
STEMS: dict[str, int] = {
    "одно": 1,
    "двух": 2,
    "трех": 3,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "восьми": 8,
    "девяти": 9,
    "десяти": 10,
    "двенадцати": 12,
    "четырнадцати": 14,
    "пятнадцати": 15,
    "двадцатичетырех": 24,
    "двадцати": 20,
    "тридцати": 30,
    "сорокавосьми": 48,
    "сорока": 40,
    "сорокапяти": 45,
    "шестидесяти": 60,
    "девяносто": 90,
}

_ORDINAL_STEMS = (
    "перво",
    "второ",
    "третье",
    "четверто",
    "пято",
    "шесто",
    "седьмо",
    "восьмо",
    "девято",
    "десято",
    "одиннадцато",
    "двенадцато",
    "тринадцато",
    "четырнадцато",
    "пятнадцато",
    "шестнадцато",
    "семнадцато",
    "восемнадцато",
    "девятнадцато",
    "двадцато",
)
# days of a month by their ordinal: «пятого числа», «двадцать пятого»
_ORDINALS: dict[str, int] = {
    stem + end: number for number, stem in enumerate(_ORDINAL_STEMS, 1) for end in ("го", "му")
} | {"тридцатого": 30, "тридцатому": 30}
_TENS = {"двадцать": 20, "тридцать": 30}

_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELT = rf"(?:(?:{_WORD})(?:\s+(?:{_WORD}))?)(?!\w)"
COUNT = (
    rf"(?P<count>\d{{1,3}}(?:\s*-?\s*(?:ти|х|ех|го|й|и|ми)(?!\w))?(?:\s*\([а-я ]{{2,40}}\))?|"
    rf"{_SPELT}(?:\s*\(\d{{1,3}}\))?)"
)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
# the day of a month: «5», «05», «5-го», «5-го (пятого)», «пятого», «двадцать пятого»
DAY = (
    rf"(?P<day>\d{{1,2}}(?:\s*-?\s*(?:го|ого|е|му|ому)(?!\w))?|(?:(?:{'|'.join(_TENS)})\s+)?(?:{_ORDINAL})(?!\w))"
    r"(?:\s*\([^()]{1,24}\))?"
)

_BOTH = re.compile(r"(?P<first>[^()]+?)\s*(?:\((?P<second>[^)]*)\))?")


def count_of(text: str) -> int | None:
    """The number a COUNT says; None where figure and words of «3 (четырёх)» disagree."""
    found = _BOTH.fullmatch(text.strip())
    if found is None:
        return None
    first = _one(found["first"])
    if found["second"] is None:
        return first
    second = _one(found["second"])
    return first if second is None or first == second else None


def day_of(text: str) -> int | None:
    """The day of a month that a DAY says; None where there is no such day."""
    figure = re.match(r"\d+", text)
    day = int(figure[0]) if figure else sum(_TENS.get(one, 0) + _ORDINALS.get(one, 0) for one in text.split())
    return day if 1 <= day <= 31 else None


def stem_number(text: str) -> int | None:
    """The number of «трёх» in «трёхдневный», or of «10-» in «10-дневный»."""
    figure = re.match(r"\d+", text)
    return int(figure[0]) if figure else STEMS.get(text)


def _one(text: str) -> int | None:
    figure = re.match(r"\d+", text.strip())
    if figure:
        return int(figure[0])
    values = [_WORDS.get(word) for word in text.split()]
    if not values or None in values:
        return None
    return sum(value for value in values if value is not None)
