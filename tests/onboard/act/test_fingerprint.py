"""What changes a fingerprint and what does not (DESIGN §2)."""

import hashlib

import pytest

from poryadok.onboard.act.fingerprint import fingerprint, plain

TEXT = 'Ёлку "ставят" - к 5-му дню'


def test_it_is_the_digest_of_the_plain_text():
    assert plain("«Ёлка» –\u00a0 сад ") == '"Елка" - сад'
    assert fingerprint("«Ёлка» – сад") == hashlib.sha256('"Елка" - сад'.encode()).hexdigest()


@pytest.mark.parametrize(
    "same",
    [
        "Елку «ставят» – к 5-му дню",
        "  Ёлку\n“ставят”\t—  к 5‑му дню ",
        "Ёлку „ставят‟ − к 5‐му дню",
    ],
)
def test_typesetting_does_not_matter(same):
    assert fingerprint(same) == fingerprint(TEXT)


@pytest.mark.parametrize("other", [TEXT.lower(), TEXT + ".", TEXT.replace("5", "6"), TEXT.replace("-", "")])
def test_words_case_and_marks_matter(other):
    assert fingerprint(other) != fingerprint(TEXT)
