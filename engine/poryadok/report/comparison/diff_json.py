"""A comparison as JSON (``schemas/diff.schema.json``)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from poryadok.compare.model import Diff, Operand, Witness
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.json_ import encoded, listed_object

__all__ = ["record", "render", "render_many"]


def render(diff: Diff, vocabulary: Vocabulary | None = None) -> bytes:
    """The object as UTF-8 text, a list entry a line. JSON needs no words: ``vocabulary`` is not looked at."""
    return listed_object(record(diff)) + b"\n"


def render_many(
    diffs: Sequence[Diff],
    added: Sequence[str],
    removed: Sequence[str],
    vocabulary: Vocabulary | None = None,
) -> bytes:
    """``{"diffs": […], "added": […], "removed": […]}``."""
    inner = b",\n".join(listed_object(record(diff)) for diff in diffs)
    listed = b"[\n" + inner + b"\n]" if diffs else b"[]"
    tail = b',\n"added": ' + encoded(list(added)) + b',\n"removed": ' + encoded(list(removed))
    return b'{\n"diffs": ' + listed + tail + b"\n}\n"


def record(diff: Diff) -> dict[str, Any]:
    """The object of the contract, its keys in order."""
    body = {
        "a": diff.a.label,
        "b": diff.b.label,
        "versions": {"a": _version(diff.a), "b": _version(diff.b)},
        "digests": {"a": diff.a.digest, "b": diff.b.digest},
        "parameters": [{"path": one.path, "a": one.a, "b": one.b} for one in diff.parameters],
        "changes": [
            {
                "norm": one.norm,
                "path": one.path,
                "field": one.field,
                "class": one.cls,
                "a": one.a,
                "b": one.b,
                "clause_a": one.clause_a,
                "clause_b": one.clause_b,
                "witness": _witness(one.witness),
            }
            for one in diff.changes
        ],
        "gaps": [{"norm": one.norm, "side": one.side, "defect": one.defect} for one in diff.gaps],
        "effect": None
        if diff.effect is None
        else [
            {"obligation": one.obligation, "norm": one.norm, "a": one.a, "b": one.b} for one in diff.effect
        ],
    }
    return {key: _plain(value) for key, value in body.items()}


def _version(operand: Operand) -> dict[str, str | None]:
    return {"from": _day(operand.version.first), "to": _day(operand.version.last)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    if witness is None:
        return None
    return {"events": witness.events, "as_of": witness.as_of, "a": witness.a, "b": witness.b}


def _plain(value: Any) -> Any:
    """Any mapping as a dict, any sequence as a list: what the encoder knows."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
