"""The fingerprint of a clause: SHA-256 of its text, the same however the text is wrapped or typeset."""

import hashlib
import re
import unicodedata

__all__ = ["fingerprint", "plain"]

_SAME = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ё": "е",
        "Ё": "Е",
    }
)


def plain(text: str) -> str:
    """NFKC, ё as е, one kind of quote and of dash, one space between words. Case is kept."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_SAME)).strip()


def fingerprint(text: str) -> str:
    """64 hexadecimal digits for the text of a clause without its own number or marker."""
    return hashlib.sha256(plain(text).encode()).hexdigest()
