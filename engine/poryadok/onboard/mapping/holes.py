"""What a proposed mapping leaves open: the word that stands where a person must decide."""

from typing import Any, Final

from poryadok.findings import Finding
from poryadok.norms.yaml_text import Path_, YamlText, span_at

__all__ = ["UNDECIDED", "holes"]

UNDECIDED: Final = "РЕШИТЬ"


def holes(text: YamlText) -> list[Finding]:
    """Every undecided value of a file, keys included."""
    found: list[Finding] = []

    def walk(node: Any, path: Path_) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(value, (*path, key))
        elif isinstance(node, list):
            for at, value in enumerate(node):
                walk(value, (*path, str(at)))
        elif node == UNDECIDED:
            span = span_at(text.file, text.marks.get(path))
            found.append(Finding("mapping.undecided", "critical", path, (span,)))

    walk(text.doc, ())
    return found
