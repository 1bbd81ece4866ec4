"""XES event logs (IEEE 1849): each event with the attributes of its trace. Streaming; no entities.

An attribute of an event is named as written, one of its trace with `case:` before the name. Attributes inside
attributes, lists and the global sections are left out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from poryadok.log.csvfile import Refused
from poryadok.log.records import Broken, Record

__all__ = ["read_xes"]

_CHUNK: Final = 1 << 20
_DEPTH: Final = 64
_ATTRIBUTES: Final = frozenset({"string", "date", "int", "float", "boolean", "id"})


class _ForbiddenError(Exception):
    """Something that a log has no need of; the argument is the finding's rule."""


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.forbidden
        self.parser.EntityDeclHandler = self.forbidden
        self.parser.buffer_text = True
        self.path: list[str] = []
        self.trace: dict[str, str] = {}
        self.event: dict[str, str] | None = None
        self.line = 0
        self.ready: list[Record] = []

    def forbidden(self, *_: Any) -> None:
        raise _ForbiddenError("export.xml-doctype")

    def start(self, name: str, given: dict[str, str]) -> None:
        plain = name.rsplit(" ", 1)[-1]
        if not self.path and plain != "log":
            raise _ForbiddenError("export.xml-not-xes")
        if len(self.path) >= _DEPTH:
            raise _ForbiddenError("export.xml-too-deep")
        self.path.append(plain)
        where = self.path[:-1]
        if plain == "trace" and where == ["log"]:
            self.trace = {}
        elif plain == "event" and where in (["log", "trace"], ["log"]):
            self.event, self.line = {}, self.parser.CurrentLineNumber
        elif plain in _ATTRIBUTES and "key" in given:
            if where[-1:] == ["event"] and self.event is not None:
                self.event.setdefault(given["key"], given.get("value", ""))
            elif where == ["log", "trace"]:
                self.trace[f"case:{given['key']}"] = given.get("value", "")

    def end(self, name: str) -> None:
        plain = self.path.pop()
        if plain == "event" and self.event is not None and "event" not in self.path:
            self.ready.append(Record(self.line, {**self.trace, **self.event}))
            self.event = None
        elif plain == "trace":
            self.trace = {}


def read_xes(path: str) -> Iterator[tuple[int, Record | Refused | Broken]]:
    """Read the events in their order; with each, how many bytes of the file have been read. Raises OSError.

    A file that breaks off gives a `Broken` after what could be read: export.xml-broken, export.xml-doctype,
    export.xml-not-xes, export.xml-too-deep.
    """
    reader = _Reader()
    with Path(path).open("rb") as handle:
        last = False
        while not last:
            chunk = handle.read(_CHUNK)
            last = not chunk
            try:
                reader.parser.Parse(chunk, last)
            except _ForbiddenError as error:
                yield handle.tell(), Broken(str(error), reader.parser.CurrentLineNumber)
                return
            except expat.ExpatError as error:
                yield handle.tell(), Broken("export.xml-broken", error.lineno)
                return
            ready, reader.ready = reader.ready, []
            for one in ready:
                yield handle.tell(), one
