"""One bad JSONL line: what is wrong with it as JSON, and where. Slow and exact; only bad lines come here."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from poryadok.log.record import DATA_DEPTH

__all__ = ["Diagnosis", "depth", "diagnose"]

_NUMBER_LIMIT: Final = 1 << 63


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Either the line's object, or the reason why there is none.

    column: 1-based in characters, 0 when not known. field, value: the key and the text concerned, or "".
    """

    record: dict[str, Any] | None
    reason: str = ""
    column: int = 0
    field: str = ""
    value: str = ""


class _Pairs(dict[str, Any]):
    """An object that remembers a repeated key."""

    repeated: str | None = None


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    result = _Pairs(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                result.repeated = key
                break
            seen.add(key)
    return result


class _NumberError(ValueError):
    """A number outside 64 bits."""


def _int(text: str) -> int:
    if len(text) > 20 or abs(int(text)) >= _NUMBER_LIMIT:
        raise _NumberError(text)
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if abs(value) >= _NUMBER_LIMIT:
        raise _NumberError(text)
    return value


class _ConstantError(ValueError):
    """NaN or Infinity, which JSON does not know."""


def _constant(text: str) -> float:
    raise _ConstantError(text)


def depth(text: str) -> int:
    """Depth of brackets outside strings."""
    level = deepest = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        if mark in "[{":
            level += 1
            deepest = max(deepest, level)
        elif mark in "]}":
            level -= 1
    return deepest


def diagnose(raw: bytes | None) -> Diagnosis:
    """Read one line strictly: UTF-8, one JSON object, no key twice at the top, nesting and numbers bounded.

    None stands for a line that was too long to be kept.
    """
    if raw is None:
        return Diagnosis(None, "line-too-long")
    try:
        text = raw.decode().strip(" \t\r\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(errors="replace")
        return Diagnosis(None, "not-utf8", len(before) + 1, value=raw[error.start : error.end].hex())
    if "\0" in text:
        return Diagnosis(None, "nul-character", text.index("\0") + 1)
    if depth(text) > DATA_DEPTH + 1:
        return Diagnosis(None, "too-deep")
    try:
        value = json.loads(
            text, object_pairs_hook=_pairs, parse_int=_int, parse_float=_float, parse_constant=_constant
        )
        # A lone half of a surrogate pair is no character; it cannot be written back.
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        return Diagnosis(None, "malformed-json", error.colno, value=text[error.pos : error.pos + 20])
    except UnicodeEncodeError:
        at = re.search(r"\\u[dD][89a-fA-F]", text)
        return Diagnosis(None, "malformed-json", at.start() + 1 if at else 0, value=at[0] if at else "")
    except RecursionError:
        return Diagnosis(None, "too-deep")
    except _ConstantError as error:
        return Diagnosis(None, "malformed-json", text.find(str(error)) + 1, value=str(error))
    except _NumberError as error:
        number = str(error)
        return Diagnosis(None, "number-out-of-range", text.find(number) + 1, value=number)
    if not isinstance(value, _Pairs):
        return Diagnosis(None, "not-an-object", 1, value=text)
    if value.repeated is not None:
        return Diagnosis(None, "repeated-key", field=value.repeated, value=value.repeated)
    return Diagnosis(value)
