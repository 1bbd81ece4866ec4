"""What dated layers leave between them: days without a norm, values that fall back, days outside the act."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from poryadok.findings import Finding
from poryadok.norms.force import DAY, Days, act_days, held, meet, norm_days
from poryadok.norms.layers import Layer, lookup, set_differently
from poryadok.norms.resolved import VersionDoc

__all__ = ["check_editions"]


def check_editions(versions: Sequence[VersionDoc]) -> list[Finding]:
    """Judge the versions of a profile against each other. One version alone has nothing to be judged by."""
    if len(versions) < 2:
        return []
    layers = {layer.file: layer for version in versions for layer in version.origins.layers}
    own = [layer for layer in layers.values() if layer.dated and layer.rank in ("amendment", "decision")]
    return [*_gaps(versions), *_overlaps(own), *_outside(own, act_days(versions))]


def _gaps(versions: Sequence[VersionDoc]) -> Iterator[Finding]:
    """A norm that is in force before and after some days, and on them nobody says that it is not."""
    act = act_days(versions)
    for name in _restless([version.doc.get("norms", {}) for version in versions]):
        stretches = norm_days(versions, name)
        for before, after in pairwise(stretches):
            for stretch in act:
                gap = meet(stretch, (before[1] + DAY, after[0] - DAY))
                if gap and not all(_says_so(one, name) for one in versions if meet(held(one), gap)):
                    yield _gap(versions, name, gap)


def _restless(sections: Sequence[Mapping[str, Any]]) -> list[str]:
    """Norms that some version lacks, or gives other days: of thousands of municipalities, next to none."""
    names = {name: None for section in sections for name in section}
    found = []
    for name in names:
        days = {id(_own_days(section.get(name))) if name in section else 0 for section in sections}
        if len(days) > 1:
            found.append(name)
    return found


def _own_days(norm: object) -> object:
    return norm.get("in_force") if isinstance(norm, Mapping) else None


def _gap(versions: Sequence[VersionDoc], name: str, gap: Days) -> Finding:
    path = ("norms", name)
    holding = [one for one in versions if name in one.doc.get("norms", {})]
    after = next(one for one in holding if held(one)[1] > gap[1])
    before = next(one for one in reversed(holding) if held(one)[0] < gap[0])
    spans = tuple(dict.fromkeys(one.origins.span(path, key=True) for one in (after, before)))
    args = {"norm": name, "first": gap[0].isoformat(), "last": gap[1].isoformat()}
    return Finding("version.gap", "high", path, spans, args)


def _says_so(version: VersionDoc, name: str) -> bool:
    """Tell whether a layer in force deletes the norm: an absence that is meant."""
    return any(lookup(layer.content, ("norms", name)) is None for layer in version.origins.layers)


def _overlaps(layers: Sequence[Layer]) -> Iterator[Finding]:
    """A later amendment that ends first: from the next day on the earlier one's value is back."""
    amendments = sorted(
        (layer for layer in layers if layer.rank == "amendment"),
        key=lambda one: (one.first or date.min, one.id),
    )
    for index, earlier in enumerate(amendments):
        for later in amendments[index + 1 :]:
            if later.first == earlier.first or later.last in (None, date.max):
                continue  # of one day: a conflict of layers; without end: it replaces the earlier one
            starts_after = earlier.last is not None and later.first is not None and earlier.last < later.first
            if starts_after or (earlier.last is not None and earlier.last <= later.last):
                continue
            args = {
                "first": earlier.id,
                "second": later.id,
                "last": later.last.isoformat(),
                "back": (later.last + DAY).isoformat(),
            }
            for path in set_differently(earlier, later):
                spans = (later.span(path), earlier.span(path))
                yield Finding("version.overlap", "medium", path, spans, args)


def _outside(layers: Sequence[Layer], act: Sequence[Days]) -> Iterator[Finding]:
    """Days of a dated layer before the act or after it. A layer without end ends with its act."""
    if not act:
        return
    first, last = act[0][0], act[-1][1]
    for layer in layers:
        if layer.first is not None and layer.first < first:
            args = {"layer": layer.id, "day": layer.first.isoformat(), "bound": first.isoformat()}
            spans = (layer.span(("in_force", "from")),)
            yield Finding("version.before-act", "medium", ("in_force", "from"), spans, args)
        key, end = ("to", layer.last) if layer.last is not None else ("from", layer.first)
        if end is not None and end > last:
            args = {"layer": layer.id, "day": end.isoformat(), "bound": last.isoformat()}
            spans = (layer.span(("in_force", key)),)
            yield Finding("version.after-act", "medium", ("in_force", key), spans, args)
