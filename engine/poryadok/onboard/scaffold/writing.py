"""Plain data as a layer file in the style of the hand-written ones, read back before anybody trusts it."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from poryadok.findings import Finding, Span
from poryadok.norms.holes import is_hole
from poryadok.norms.schema import check_layer
from poryadok.norms.yaml_text import load_text
from poryadok.onboard.scaffold.facts import is_day

__all__ = ["Comments", "checked", "layer_text"]

Comments = Mapping[tuple[str, ...], str]
"""Words that stand above a key, by its path; the empty path is the head of the file."""


def layer_text(doc: Mapping[str, Any], comments: Comments) -> str:
    """The document as YAML with its comments: two spaces, lists indented, an open value on one line."""
    from ruamel.yaml import YAML

    editor = YAML(typ="rt")
    editor.width = 1_000_000
    editor.indent(mapping=2, sequence=4, offset=2)
    made = _commented(doc, (), comments)
    head = comments.get(())
    if head:
        made.yaml_set_start_comment(head)
    stream = io.StringIO()
    editor.dump(made, stream)
    return stream.getvalue()


def checked(text: str, doc: Mapping[str, Any], file: str) -> tuple[Finding, ...]:
    """What is wrong with a text made of ``doc``: it must read back as the very same and be a layer."""
    read = load_text(text, file)
    if read.findings:
        return read.findings
    if read.doc != doc:
        return (Finding("new.would-differ", "critical", (), (Span(file),)),)
    return tuple(check_layer(read))


def _commented(value: Any, path: tuple[str, ...], comments: Comments) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        made = CommentedMap()
        for key, inner in value.items():
            here = (*path, key)
            made[key] = _commented(inner, here, comments)
            if here in comments:
                made.yaml_set_comment_before_after_key(key, before=comments[here], indent=2 * len(path))
        if is_hole(value) or not value:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        return CommentedSeq(
            _commented(item, (*path, str(index)), comments) for index, item in enumerate(value)
        )
    # dates are written plain, as everywhere in the profiles; a text that only looks like one is quoted
    return date.fromisoformat(value) if isinstance(value, str) and is_day(value) else value
