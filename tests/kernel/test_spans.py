"""Spans worked out from bounds are those that a walk from day to day finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from poryadok.kernel.norm_table.spans import ALWAYS, Bounds, Pattern, Stay, spans

LAST = 24
DAYS = st.tuples(st.integers(-2, LAST + 2), st.integers(-2, LAST + 2))
STAY = st.builds(
    Stay, own=st.none() | DAYS, counted=st.booleans(), family=st.integers(0, 1), same=st.booleans()
)
Walked = dict[int, list[list[int]]]


@st.composite
def profiles(draw: st.DrawFn) -> tuple[Pattern, Bounds]:
    """Versions that follow one another without a gap, the first and the last one without bound."""
    cuts = sorted(draw(st.sets(st.integers(1, LAST), max_size=4)))
    firsts, lasts = [ALWAYS[0], *cuts], [*(cut - 1 for cut in cuts), ALWAYS[1]]
    bounds = tuple(((first, last), draw(DAYS)) for first, last in zip(firsts, lasts, strict=True))
    pattern: list[Stay | None] = []
    for _ in bounds:
        stay = draw(st.none() | STAY)
        before = pattern[-1] if pattern else None
        if stay is not None and (before is None or before.family != stay.family):
            stay = Stay(stay.own, stay.counted, stay.family, same=False)
        pattern.append(stay)
    return tuple(pattern), bounds


def walked(pattern: Pattern, bounds: Bounds) -> Walked:
    """For each family its runs of days: version, first, last, the norm's first day in any family."""
    found: Walked = {}
    begun: int | None = None
    for day in range(-5, LAST + 6):
        version = next(k for k, ((first, last), _) in enumerate(bounds) if first <= day <= last)
        stay = pattern[version]
        if stay is None:
            continue
        start, end = stay.own or bounds[version][1]
        if not start <= day <= end:
            continue
        begun = day if begun is None else begun
        if not stay.counted:
            continue
        runs = found.setdefault(stay.family, [])
        today = runs[-1] if runs and runs[-1][2] == day - 1 else None
        if today is not None and (bounds[version][0][0] != day or stay.same):
            today[2] = day
        else:
            runs.append([version, day, day, begun])
    return found


@settings(max_examples=1000, deadline=None)
@given(profiles())
def test_spans_are_those_of_a_walk(drawn: tuple[Pattern, Bounds]) -> None:
    pattern, bounds = drawn
    found = {family: [list(span) for span in some] for family, some in spans(pattern, bounds)}
    assert found == walked(pattern, bounds)
