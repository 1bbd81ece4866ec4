"""The text of a clause as patterns read it."""

import re

from poryadok.onboard.act.fingerprint import plain

__all__ = ["MAX_WORDS", "flat", "shown"]

# what is shown of a clause: never ten words in a row
MAX_WORDS = 9

_HIDDEN = re.compile(r"\S*@\S*|(?<!\w)(?:\+7|8)[\s(-]*\d{3,5}[\s)-]*[\d\s-]{5,}\d")


def flat(text: str) -> str:
    """Lower case, ё as е, one kind of quote and of dash, one space between words."""
    return plain(text).lower()


def shown(text: str) -> str:
    """The matched words, shortened to nine, without addresses and telephone numbers."""
    words = _HIDDEN.sub("", text).split()
    return " ".join(words) if len(words) <= MAX_WORDS else " ".join([*words[: MAX_WORDS - 1], "…"])
