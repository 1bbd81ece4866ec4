"""The kernel against the independent slow oracle, field by field, on generated profiles and logs."""

import os
from typing import Any

from hypothesis import HealthCheck, given, settings

from kernel.kernel_world import answer, compiled
from oracle import assess as oracle_assess
from strategies import scenario
from strategies.logs import calendars as oracle_calendars

EXAMPLES = int(os.environ.get("PORYADOK_EXAMPLES", "150"))
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(scenario())
def test_kernel_equals_oracle(drawn: Any) -> None:
    profiles, events, as_of = drawn
    expected = oracle_assess(profiles, events, as_of, oracle_calendars())
    rows, found, log = answer(compiled(profiles), [events], as_of)

    assert log.rejections == []
    assert (log.read, log.accepted) == (len(events), len(events))
    for row in rows:
        row.pop("steps")
    assert [row["id"] for row in rows] == [row["id"] for row in expected["obligations"]]
    for ours, theirs in zip(rows, expected["obligations"], strict=True):
        assert ours == theirs
    waiting = [
        {"municipality": o.municipality, "norm": o.norm, "parameter": o.parameter, "clause": o.clause}
        for o in found.undetermined
    ]
    assert waiting == expected["undetermined"]
    assert sorted(log.rows.filter(found.unused)["id"]) == expected["unused"]
