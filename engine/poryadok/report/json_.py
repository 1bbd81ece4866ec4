"""The object of DESIGN §8 as JSON text: one obligation a line, written piece by piece."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from poryadok.kernel.assess import Assessment
from poryadok.report.rows import Obligation

__all__ = ["encoded", "json_object", "jsonl", "listed_object", "undetermined"]

_ENCODER = msgspec.json.Encoder()


def encoded(value: object) -> bytes:
    """Compact JSON in UTF-8, keys in the order in which they stand."""
    return _ENCODER.encode(value)


def undetermined(assessment: Assessment) -> list[dict[str, object]]:
    """Norms that wait for a local decision."""
    return [
        {"municipality": one.municipality, "norm": one.norm, "parameter": one.parameter, "clause": one.clause}
        for one in assessment.undetermined
    ]


def listed_object(body: Mapping[str, object]) -> bytes:
    """An object, compact, but with a line for each entry of a list: two answers can be laid side by side."""
    lines = []
    for key, value in body.items():
        if isinstance(value, list) and value:
            said = b"[\n" + b",\n".join(map(encoded, value)) + b"\n]"
        else:
            said = encoded(value)
        lines.append(encoded(key) + b": " + said)
    return b"{\n" + b",\n".join(lines) + b"\n}"


def json_object(head: Mapping[str, object], chunks: Iterable[Sequence[Obligation]]) -> Iterator[bytes]:
    """The object: the keys of ``head``, then ``obligations``."""
    yield b"{\n"
    for key, value in head.items():
        yield encoded(key) + b": " + encoded(value) + b",\n"
    yield b'"obligations": ['
    first = True
    for rows in chunks:
        lines = b",\n".join(map(_ENCODER.encode, rows))
        if lines:
            yield (b"\n" if first else b",\n") + lines
            first = False
    yield b"]}\n" if first else b"\n]}\n"


def jsonl(chunks: Iterable[Sequence[Obligation]]) -> Iterator[bytes]:
    """One obligation a line and nothing else."""
    for rows in chunks:
        yield b"".join(_ENCODER.encode(row) + b"\n" for row in rows)
