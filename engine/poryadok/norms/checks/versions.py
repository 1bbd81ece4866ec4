"""What only several versions of a profile together can get wrong."""

from collections.abc import Sequence

from poryadok.findings import Finding
from poryadok.norms.model import COMPUTED
from poryadok.norms.resolved import VersionDoc

__all__ = ["check_versions"]


def check_versions(versions: Sequence[VersionDoc]) -> list[Finding]:
    """A norm keeps its kind: obligations of two kinds under one id would bear the same names."""
    if len(versions) < 2:
        return []
    found = []
    kinds: dict[str, tuple[str, VersionDoc]] = {}
    for version in versions:
        for norm_id, norm in version.doc.get("norms", {}).items():
            kind = norm.get("kind") if isinstance(norm, dict) else None
            if kind not in COMPUTED:
                continue
            before, first = kinds.setdefault(norm_id, (kind, version))
            if kind != before:
                path = ("norms", norm_id, "kind")
                spans = (version.origins.span(path), first.origins.span(path))
                args = {"norm": norm_id, "kind": kind, "before": before}
                found.append(Finding("norm.kind-changes", "critical", path, spans, args))
    return found
