"""The obligations whose ids are most like one that does not exist."""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import get_close_matches

__all__ = ["nearest_ids"]

AROUND = 1500
# Cyrillic letters that look like Latin ones: «М-1» and "M-1" are one case to whoever types them
_LOOKALIKES = str.maketrans("асеорхукмтвн", "aceopxykmtbh")


def _folded(text: str) -> str:
    return text.lower().translate(_LOOKALIKES)


def nearest_ids(wanted: str, ids: Sequence[str], most: int = 5) -> list[str]:
    """At most ``most`` ids, nearest first; case and look-alike letters do not matter.

    Of very many only those beside ``wanted`` in the order of text are compared, and those that hold its last
    part.
    """
    by_text = {_folded(one): one for one in ids}
    ordered, plain = sorted(by_text), _folded(wanted)
    if len(ordered) > 2 * AROUND:
        at = bisect_left(ordered, plain)
        tail = plain.split("/", 2)[-1]
        holding = [one for one in ordered if tail in one][:AROUND]
        ordered = sorted({*ordered[max(0, at - AROUND) : at + AROUND], *holding})
    return [by_text[one] for one in get_close_matches(plain, ordered, n=most, cutoff=0.6)]
