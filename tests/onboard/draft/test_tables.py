"""Every row of every table reads its own cases: the tables are data, and these are their tests."""

import re

import pytest

from poryadok.norms.library import Library
from poryadok.onboard.draft.actor_table import ACTORS
from poryadok.onboard.draft.actors import subject
from poryadok.onboard.draft.concepts import concepts_in, table
from poryadok.onboard.draft.numbers import count_of, stem_number
from poryadok.onboard.draft.patterns import scan
from poryadok.onboard.draft.shapes import SHAPES
from poryadok.onboard.draft.term_patterns import ROW_PATTERNS
from poryadok.onboard.draft.words import MAX_WORDS, flat, shown

TERM_CASES = [(one.name, text, value) for one in ROW_PATTERNS for text, value in one.cases]
CONCEPT_CASES = [
    (row.id, case, row.under.pattern if row.under else "") for row in table() for case in row.cases
]
ACTOR_CASES = [(actor.id, case) for actor in ACTORS for case in actor.cases]


@pytest.mark.parametrize(("name", "text", "value"), TERM_CASES)
def test_a_row_of_terms_reads_its_cases(name, text, value):
    found = [one.value for one in scan(ROW_PATTERNS, text) if one.pattern == name]
    assert (found[0] if found else None) == value


def test_every_row_of_terms_has_a_case_and_says_what_it_reads():
    assert [one.name for one in ROW_PATTERNS if not one.cases or not one.says] == []
    assert len({one.name for one in ROW_PATTERNS}) == len(ROW_PATTERNS)


@pytest.mark.parametrize(("name", "case", "under"), CONCEPT_CASES)
def test_a_row_of_concepts_reads_its_cases(name, case, under):
    (row,) = [row for row in table() if row.id == name and case in row.cases]
    assert row.reads is not None
    assert row.reads.search(case)
    assert row.unless is None or not row.unless.search(case)
    # cases are as patterns see them
    assert flat(case) == case


def test_every_row_of_concepts_with_words_has_a_case():
    assert [row.id for row in table() if row.reads is not None and not row.cases] == []


def test_concepts_and_their_events_are_in_the_vocabulary():
    vocabulary = Library.open().vocabulary
    assert {row.id for row in table()} <= set(vocabulary.norms)
    assert set(SHAPES) <= {row.id for row in table()}
    events = set()
    for shape in SHAPES.values():
        for key in ("opens", "closes", "requires"):
            value = shape.get(key, [])
            events |= {value} if isinstance(value, str) else set(value)
    assert events <= set(vocabulary.event_types)


def test_an_under_row_needs_its_introduction():
    assert concepts_in("гласности;", "") == ()
    found = concepts_in("гласности;", "руководствуются следующими принципами:")
    assert [match.value for match, _ in found] == ["general.principles"]


@pytest.mark.parametrize(("name", "case"), ACTOR_CASES)
def test_an_actor_is_the_subject_of_its_cases(name, case):
    found = subject(case, ())
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("трех", 3),
        ("3 (трех)", 3),
        ("двадцати четырех", 24),
        ("трех (3)", 3),
        ("3 (четырех)", None),
    ],
)
def test_numbers_in_words(text, number):
    assert count_of(text) == number


def test_numbers_at_the_beginning_of_a_word():
    assert [stem_number(text) for text in ("трех", "10-", "тридцати", "много")] == [3, 10, 30, None]


def test_no_more_than_nine_words_are_shown():
    assert len(shown("раз " * 30).split()) == MAX_WORDS
    assert not re.search(r"@|555", shown("пишите a@b.example или 8 (800) 555-35-35"))
