"""What the text of `check` lists and counts is what the whole answer says."""

from collections import Counter

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.kernel_world import answer, calendars, compiled, logged
from poryadok.kernel.assess import assess
from poryadok.kernel.judge import BREACHES
from poryadok.report.flips import flips
from poryadok.report.order import BREACH, index_of
from poryadok.report.rows import obligation_rows
from poryadok.report.summary import STATUS_ORDER, summaries
from poryadok.report.table import table
from poryadok.report.verdict_list import flip_words
from strategies import scenario

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(scenario(), st.integers(0, 3))
def test_the_first_of_each_norm_are_those_of_the_whole_list(drawn, limit):
    profiles, events, as_of = drawn
    plan = compiled(profiles)[::-1]
    log = logged(plan, [events])
    found = assess(plan, calendars(), log.frame, as_of)
    for where in (None, lambda _: BREACH):
        whole = index_of(found, log.frame, where)
        first = index_of(found, log.frame, where, limit)
        wanted = whole.filter(pl.int_range(pl.len()).over("norm") < limit)
        assert first.equals(wanted)
    assert set(index_of(found, log.frame, lambda _: BREACH)["status"]) <= {int(one) for one in BREACHES}


@SETTINGS
@given(scenario())
def test_the_counts_are_those_of_the_rows(drawn):
    profiles, events, as_of = drawn
    rows, found, _ = answer(compiled(profiles), [events], as_of)
    made = {one.municipality: one for one in summaries(found)}
    assert list(made) == sorted(profiles)
    for name, one in made.items():
        mine = [row for row in rows if row["municipality"] == name]
        assert {key: n for key, n in one.statuses.items() if n} == Counter(row["status"] for row in mine)
        assert list(one.statuses) == list(STATUS_ORDER)
        assert one.contested == sum(row["contested"] for row in mine)
        breaches = [row for row in mine if row["status"] in ("late", "overdue", "violated")]
        assert one.breaches == sum(row["modality"] == "duty" for row in breaches)
        assert one.obligations == len(mine)


@SETTINGS
@given(scenario())
def test_the_questions_that_turn_a_verdict_are_those_of_its_readings(drawn):
    profiles, events, as_of = drawn
    plan = compiled(profiles)
    log = logged(plan, [events])
    found = assess(plan, calendars(), log.frame, as_of)
    index = index_of(found, log.frame, lambda _: pl.col("contested"))
    rows = {row["id"]: row for row in obligation_rows(found, log.frame, with_steps=False)}
    parts = dict(zip(flip_words(found, index), index["part"], strict=True))
    for name, words in flip_words(found, index).items():
        part = found.parts[parts[name]]
        turning = flips(part.group.norms[part.version], rows[name]["readings"])
        assert words == ", ".join(sorted({question for one in turning for question, _ in one.changed}))


def test_columns_of_a_table_are_as_wide_as_their_widest_cell():
    rows = [("a", "1", "ёж"), ("bcd", "22", "漢字")]
    assert list(table(("имя", "n", "что"), rows, right=(1,), indent=" ")) == [
        " имя   n  что",
        " ---  --  ----",
        " a     1  ёж",
        " bcd  22  漢字",
    ]


def test_a_cell_of_a_table_cannot_break_its_line():
    assert list(table(("n",), [("a\nb",), ("c\x1b[0m",)])) == ["n", "-----", "a b", "c [0m"]
    assert list(table(("n", "m"), [])) == ["n  m", "-  -"]
