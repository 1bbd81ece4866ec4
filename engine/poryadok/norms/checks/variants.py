"""What a patch leaves of a norm must be a norm again."""

from collections.abc import Iterator

from poryadok.findings import Span
from poryadok.norms.checks.context import NormView, Problem
from poryadok.norms.schema import explain, is_valid

__all__ = ["check_variants"]

_FORM = ("profile", "variant")


def check_variants(view: NormView) -> Iterator[Problem]:
    """Hold the norm under each alternative and each exception to the schema of a complete norm."""
    for variant in (*view.alternatives, *view.exceptions):
        if variant.doc is view.text or is_valid(_FORM, variant.doc):
            continue
        if not is_valid(_FORM, view.text):
            # what the text itself lacks is still to be decided: the schema has found it whole with its holes
            return
        for found in explain(_FORM, variant.doc, lambda path, key: Span("")):
            key = "/".join((*found.path, str(found.args["name"])) if "name" in found.args else found.path)
            args: dict[str, str | int] = {"norm": view.id, "key": key}
            yield Problem("norm.broken-by-patch", "critical", (variant.path, view.path), args, at_key=True)
