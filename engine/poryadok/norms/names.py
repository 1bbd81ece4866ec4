"""The nearest valid name to a misspelt one."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest", "wrong_name"]

# Cyrillic letters that look like Latin ones: the usual slip on a Russian keyboard
_LOOKALIKES = str.maketrans("асеорхукіАВСЕНКМОРТХУ", "aceopxykiABCEHKMOPTXY")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like ``name``, or None when none is near.

    A known name's last part counts too: ``answered`` is near ``appeal.answered``.
    """
    names = sorted(set(known))
    plain = name.translate(_LOOKALIKES).strip().lower().replace("_", "-").replace(" ", "-")
    folded: dict[str, str] = {}
    for known_name in names:
        folded.setdefault(known_name.lower().replace("_", "-"), known_name)
    found = get_close_matches(plain, folded, n=1, cutoff=0.6)
    if found:
        return folded[found[0]]
    tails: dict[str, str] = {}
    for known_name in names:
        tails.setdefault(known_name.rsplit(".", 1)[-1].lower(), known_name)
    found = get_close_matches(plain.rsplit(".", 1)[-1], tails, n=1, cutoff=0.8)
    return tails[found[0]] if found else None


def wrong_name(name: str, known: Iterable[str]) -> dict[str, str]:
    """Message arguments for a name that is not among ``known``: the name, the nearest one, the valid ones."""
    names = sorted(set(known))
    shown = ", ".join(names[:12]) + (f" … (+{len(names) - 12})" if len(names) > 12 else "")
    found = nearest(name, names)
    args = {"name": name, "known": shown or "—"}
    return args | {"suggestion": found} if found else args
