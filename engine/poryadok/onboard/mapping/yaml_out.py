"""The document of a proposed mapping as YAML, in the style of the files written by hand."""

import io
from collections.abc import Mapping as Map
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from poryadok.log.mapping.text import fold

__all__ = ["copied", "flow", "flow_map", "written"]


def flow(items: Sequence[str]) -> CommentedSeq:
    made = CommentedSeq(items)
    made.fa.set_flow_style()
    return made


def flow_map(**items: Any) -> CommentedMap:
    made = CommentedMap(items)
    made.fa.set_flow_style()
    return made


def copied(value: Any) -> Any:
    """Plain data to data that ruamel writes in the style of the hand-written files."""
    if isinstance(value, Map):
        made = CommentedMap({key: copied(one) for key, one in value.items()})
        if "column" in value or (all(not isinstance(one, Map) for one in value.values()) and len(value) == 1):
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        return flow([copied(one) for one in value])
    return value


def written(doc: CommentedMap) -> str:
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    yaml.dump(doc, buffer)
    return buffer.getvalue()


def _text(representer: Any, text: str) -> Any:
    """Quote what some reader of YAML might not take for text."""
    plain = text and text[0].isalpha() and ": " not in text and " #" not in text and not text.endswith(":")
    style = None if plain and fold(text) not in ("null", "true", "false", "yes", "no", "on", "off") else "'"
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


class _Representer(RoundTripRepresenter):
    """A class of its own: representers belong to classes, and other writers keep theirs."""


_Representer.add_representer(str, _text)
