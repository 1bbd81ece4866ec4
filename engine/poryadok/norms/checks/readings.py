"""Questions and their alternatives: two or more, each changing something, none fighting another."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from poryadok.norms.checks.context import Context, NormView, Path_, Problem
from poryadok.norms.layers import same
from poryadok.norms.names import wrong_name

__all__ = ["check_questions", "check_readings"]

Args = dict[str, str | int]


def check_questions(context: Context) -> Iterator[Problem]:
    """Shared questions: at least two alternatives, an adopted one that exists, and a norm that asks."""
    asked = {key for norm in context.section("norms").values() for key in norm.get("readings") or {}}
    for key, question in context.section("readings").items():
        if key not in asked:
            yield Problem("reading.unused", "low", (("readings", key),), {"question": key}, at_key=True)
            yield from _question(key, question, ("readings", key), ())


def check_readings(view: NormView, context: Context) -> Iterator[Problem]:
    """The questions of one norm, as the shared definition and the norm together make them."""
    shared = context.section("readings")
    for key, question in view.questions.items():
        own = (*view.path, "readings", key)
        if key not in shared and not question.get("alternatives"):
            args = wrong_name(key, shared)
            yield Problem("reference.question", "critical", (own,), args, at_key=True)
            continue
        holder = ("readings", key) if key in shared else own
        adopted_here = "adopted" in ((view.norm.get("readings") or {}).get(key) or {})
        yield from _question(key, question, holder, own if adopted_here else ())
        yield from _patches(view, key)
    yield from _fights(view)


def _question(key: str, question: Mapping[str, Any], path: Path_, adopted_at: Path_) -> Iterator[Problem]:
    alternatives = question.get("alternatives") or {}
    if len(alternatives) < 2:
        args: Args = {"question": key, "count": len(alternatives)}
        yield Problem("reading.one-alternative", "critical", (path,), args, at_key=True)
    adopted = question.get("adopted")
    if adopted is not None and adopted not in alternatives:
        args = {**wrong_name(str(adopted), alternatives), "question": key}
        yield Problem("reading.adopted-unknown", "critical", ((*(adopted_at or path), "adopted"),), args)


def _patches(view: NormView, key: str) -> Iterator[Problem]:
    for name, (place, patch) in view.patches[key].items():
        if not patch:
            continue
        args: Args = {"norm": view.id, "question": key, "alternative": name}
        absent = [path for path, value in _leaves(patch, ()) if value is None and not _has(view.text, path)]
        for path in absent:
            more: Args = {**args, "key": "/".join(path)}
            places = _places(view, key, (*place, *path))
            yield Problem("reading.deletes-nothing", "critical", places, more, at_key=True)
        after = next(variant.doc for variant in view.alternatives if variant.path == place)
        if not absent and same(after, view.text):
            yield Problem("reading.changes-nothing", "critical", _places(view, key, place), args, at_key=True)


def _places(view: NormView, key: str, place: Path_) -> tuple[Path_, ...]:
    """Where it is mended: in a norm's own alternative, or where the norm asks the shared question."""
    asked = (*view.path, "readings", key)
    return (place, asked) if place[0] == "norms" else (asked, place)


def _fights(view: NormView) -> Iterator[Problem]:
    """Two alternatives that can be chosen together and set one value differently."""
    said: set[tuple[str, str, Path_]] = set()
    for (one, first), (other, second) in combinations(sorted(view.patches.items()), 2):
        for here, patch in first.values():
            leaves = dict(_leaves(patch, ()))
            for there, against in second.values():
                for path, value in _leaves(against, ()):
                    clash = next((p for p in leaves if p[: len(path)] == path[: len(p)]), None)
                    if clash is None or (clash == path and same(leaves[clash], value)):
                        continue
                    if (one, other, path) not in said:
                        said.add((one, other, path))
                        args = {"norm": view.id, "key": "/".join(path), "first": one, "second": other}
                        places = ((*here, *clash), (*there, *path))
                        yield Problem("reading.fight", "critical", places, args)


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif path:
        yield path, value


def _has(doc: Any, path: Path_) -> bool:
    for key in path:
        if not isinstance(doc, Mapping) or key not in doc:
            return False
        doc = doc[key]
    return True
