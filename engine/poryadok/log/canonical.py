"""`data` as canonical JSON text: sorted keys, no spaces, whole numbers without a point."""

import re
from typing import Any, Final

import msgspec
import polars as pl

from poryadok.log.diagnose import depth
from poryadok.log.record import DATA_DEPTH

__all__ = ["canonical", "canonical_one"]

_objects: Final = msgspec.json.Decoder(dict[str, Any])
_sorted: Final = msgspec.json.Encoder(order="sorted")

# What the fast way would not write canonically or would fail on: floats, huge integers, deep nesting,
# escapes of surrogates. Rare; such texts are written one by one, each distinct text once.
_SPECIAL: Final = r"[0-9][.eE]|[0-9]{18}|\\u[dD][89a-fA-F]"
_BRACKETS: Final = r"[\[{]"


def canonical(texts: pl.Series) -> pl.Series:
    """JSON texts (nulls allowed) -> canonical texts; null where the text is no JSON object that we take.

    Of a key repeated inside one object of `data` the last value counts.
    """
    distinct = texts.unique().drop_nulls()
    if distinct.is_empty():
        return texts.cast(pl.String)
    # A raw line end is only white space in JSON; inside a string it is an error, which a tab is as well.
    # Both ends are checked, so that a text cannot be completed by its neighbour.
    flat = distinct.str.replace_all(r"[\r\n]", "\t").str.strip_chars(" \t")
    plain = (
        flat.str.starts_with("{")
        & flat.str.ends_with("}")
        & ~flat.str.contains(_SPECIAL)
        & (flat.str.count_matches(_BRACKETS) <= DATA_DEPTH)
    )
    fast = _together(flat.filter(plain))
    if fast is None:
        fast = _one_by_one(flat.filter(plain))
    known = pl.concat(
        [
            pl.DataFrame({"data": distinct.filter(plain), "canonical": fast}),
            pl.DataFrame({"data": distinct.filter(~plain), "canonical": _one_by_one(flat.filter(~plain))}),
        ]
    )
    return texts.to_frame("data").join(known, on="data", how="left", maintain_order="left")["canonical"]


def _together(texts: pl.Series) -> pl.Series | None:
    """All texts at once; None if one of them is bad."""
    if texts.is_empty():
        return pl.Series([], dtype=pl.String)
    try:
        objects = _objects.decode_lines("\n".join(texts.to_list()))
        if len(objects) != len(texts):
            return None
        written = _sorted.encode_lines(objects)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError):
        return None
    return pl.Series(written.decode().split("\n")[:-1], dtype=pl.String)


def _one_by_one(texts: pl.Series) -> pl.Series:
    return pl.Series([canonical_one(text) for text in texts.to_list()], dtype=pl.String)


def canonical_one(text: str) -> str | None:
    """Canonical text of one object, or None."""
    if len(re.findall(_BRACKETS, text)) > DATA_DEPTH and depth(text) > DATA_DEPTH:
        return None
    try:
        return _sorted.encode(_whole(_objects.decode(text))).decode()
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError):
        return None


def _whole(value: Any) -> Any:
    """Write 30.0 as 30, as the same number comes from other sources. Raises OverflowError beyond 63 bits."""
    if isinstance(value, int | float) and abs(value) >= 2**63:
        raise OverflowError
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return value
