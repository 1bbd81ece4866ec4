"""CloudEvents in JSON: one event, an array of them (a batch), or one in each line.

Attributes keep their names; what `data` holds is named with dots: `data.case`. Lists come as JSON text.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from poryadok.log.blocks import blocks
from poryadok.log.csvfile import Refused
from poryadok.log.diagnose import depth, diagnose
from poryadok.log.record import DATA_DEPTH, LINE_LIMIT
from poryadok.log.records import Broken, Record

__all__ = ["read_cloudevents"]

_WHOLE: Final = 256 << 20
"""Longest file that is not one event in each line."""
_REQUIRED: Final = ("specversion", "id", "source", "type")


def read_cloudevents(path: str) -> Iterator[tuple[int, Record | Refused | Broken]]:
    """Read the events; with each, how many bytes of the file have been read. Raises OSError.

    Broken: export.json-broken, export.json-too-large. Refused: malformed-json and the like, and
    not-cloudevent for an object without the attributes that every CloudEvent has.
    """
    with Path(path).open("rb") as handle:
        head = handle.read(1 << 16).removeprefix(b"\xef\xbb\xbf").lstrip()
        size = handle.seek(0, 2)
        handle.seek(0)
        if not head.startswith(b"[") and _lines(head, size):
            for block in blocks(handle):
                if block.too_long:
                    yield handle.tell(), (block.first, "line-too-long", "", str(LINE_LIMIT))
                    continue
                for at, line in enumerate(block.data.split(b"\n")[:-1], block.first):
                    if line.strip():
                        yield handle.tell(), _line(at, line)
            return
        if size > _WHOLE:
            yield size, Broken("export.json-too-large", 0, {"limit": _WHOLE >> 20})
            return
        data = handle.read().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
        whole = msgspec.json.decode(text) if depth(text) <= DATA_DEPTH + 2 else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        yield size, Broken("export.json-broken", _place(data))
        return
    if not isinstance(whole, list | dict):
        yield size, Broken("export.json-broken", 0)
        return
    for at, one in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield size, _record(at, one)


def _lines(head: bytes, size: int) -> bool:
    """Tell whether each line is an event of its own: the first one is whole."""
    first, found, _ = head.partition(b"\n")
    try:
        msgspec.json.decode(first)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # one event written over many lines begins with a lone brace
        return first.strip() not in (b"{", b"") and first.strip().endswith(b"}")
    return bool(found) and size > len(first)


def _line(at: int, line: bytes) -> Record | Refused:
    found = diagnose(line)
    if found.record is None:
        return (at, found.reason, "", "")
    return _record(at, found.record)


def _record(at: int, one: Any) -> Record | Refused:
    if not isinstance(one, dict) or any(not one.get(name) for name in _REQUIRED):
        return (at, "not-cloudevent", "", ", ".join(_REQUIRED))
    return Record(at, dict(_flat(one, "")))


def _flat(one: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, value in one.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, str):
            yield before + name, value
        elif value is not None:
            yield before + name, json.dumps(value, ensure_ascii=False)


def _place(data: bytes) -> int:
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno
    except (UnicodeDecodeError, RecursionError):
        pass
    return 0
