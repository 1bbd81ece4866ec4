"""A draft profile as YAML: «{decide: …}» in the place of each missing value, «# решить: …» for the rest."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.norms.holes import Hole as Open
from poryadok.norms.holes import find_holes, is_hole, leaves_of
from poryadok.norms.progress import Progress
from poryadok.norms.yaml_text import load_text
from poryadok.onboard.draft.holes import filled
from poryadok.onboard.draft.model import Draft, Hole
from poryadok.onboard.draft.norms import main_clause
from poryadok.onboard.draft.profile import Profile
from poryadok.report.draft_words import CONFIDENCE, hole_words, term_words

__all__ = ["draft_progress", "draft_yaml"]

_HEAD = """\
# Черновик: составлен по тексту акта образцами, без догадок. Каждое значение сверьте с пунктом.
# {{decide: …}} – значение, которого в тексте не видно: вместо скобок впишите его само. «# решить» – вопрос,
# у которого готового места нет. Осталось решить: {count}.
"""
_DATE = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_HEADER = ("format", "id", "rank", "title", "extends")
_TAIL = "# --- В нормы не попало; решите, нужна ли норма и какая\n"


def draft_yaml(draft: Draft, profile: Profile, file: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of the file. What the project's own loader would read otherwise is a finding, and no text."""
    doc, written = filled(profile.doc, [(hole, _placed(hole)) for hole in profile.holes])
    asked = [hole for hole in profile.holes if hole not in written]
    body = _dumped(doc, _comments(draft, doc, asked))
    loose = [hole for hole in asked if not _holder(doc, hole.path)[0]]
    lines = [f"# решить: {_placed(hole)}\n" for hole in loose]
    text = _HEAD.format(count=len(profile.holes)) + body
    text += (_TAIL + "".join(lines)) if lines else ""
    read = load_text(text, file)
    if read.findings or read.doc != _plain(doc):
        return "", read.findings or (Finding("draft.unwritable", "critical", (), (Span(file),)),)
    return text, ()


def draft_progress(profile: Profile) -> Progress:
    """How much of the draft is decided, as ``validate`` will count it."""
    doc, _ = filled(profile.doc, [(hole, hole.code) for hole in profile.holes])
    for key in _HEADER:
        doc.pop(key, None)
    holes: list[Open] = list(find_holes(doc))
    return Progress(sum(1 for _ in leaves_of(doc)) - len(holes), tuple((one, Span("")) for one in holes))


def _comments(
    draft: Draft, doc: Mapping[str, Any], asked: Sequence[Hole]
) -> dict[tuple[str, ...], list[str]]:
    """Path of a key -> what is said above it."""
    found: dict[tuple[str, ...], list[str]] = {}
    for hole in asked:
        path, _ = _holder(doc, hole.path)
        if path:
            found.setdefault(path, []).append(f"решить: {_placed(hole)}")
    norms = doc.get("norms", {})
    for one in draft.clauses:
        for match in one.concepts:
            norm = norms.get(match.value)
            if not norm or main_clause(norm) != one.locator:
                continue
            said = [term for term in one.terms if "unsaid" not in term.value]
            why = f"«{said[0].words}» – {term_words(said[0].value)}" if said else f"«{match.words}»"
            if one.confidence != "high" or said:
                words = f"уверенность {CONFIDENCE[one.confidence]}: {why}"
                found.setdefault(("norms", match.value), []).append(words)
    return found


def _placed(hole: Hole) -> str:
    return f"{hole.locator} – {hole_words(hole)}" if hole.locator else hole_words(hole)


def _holder(doc: Mapping[str, Any], path: Sequence[str]) -> tuple[tuple[str, ...], Any]:
    """The longest part of a path that exists, not deeper than an entry of a section; empty for no path."""
    here: Any = doc
    taken: tuple[str, ...] = ()
    for key in path[:2]:
        if not isinstance(here, Mapping) or key not in here:
            break
        here, taken = here[key], (*taken, key)
    return taken, here


def _dumped(doc: Mapping[str, Any], comments: Mapping[tuple[str, ...], Iterable[str]]) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.representer import RoundTripRepresenter
    from ruamel.yaml.scalarstring import SingleQuotedScalarString

    def built(value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(value, Mapping):
            made = CommentedMap()
            if is_hole(value):
                made.fa.set_flow_style()
            for key, inner in value.items():
                made[key] = built(inner, (*path, key))
            for key in value:
                above = comments.get((*path, key))
                if above and path:
                    made.yaml_set_comment_before_after_key(key, before="\n".join(above), indent=2 * len(path))
            return made
        if isinstance(value, list):
            return CommentedSeq(built(one, (*path, str(at))) for at, one in enumerate(value))
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
        if isinstance(value, str) and (value.isdigit() or value in ("null", "true", "false", "~")):
            return SingleQuotedScalarString(value)
        return value

    class Writer(RoundTripRepresenter):
        """A class of its own: representers belong to classes, and other writers keep theirs."""

    Writer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    editor = YAML(typ="rt")
    editor.Representer = Writer
    editor.width = 1_000_000
    editor.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    text = ""
    for key, value in doc.items():
        # section by section: a comment above a section is a line of its own
        editor.dump(CommentedMap({key: built(value, (key,))}), stream)
        above = "".join(f"# {words}\n" for words in comments.get((key,), ()))
        text += above + stream.getvalue()
        stream.seek(0)
        stream.truncate()
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
