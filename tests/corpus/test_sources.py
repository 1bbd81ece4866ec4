"""Every norm says which clause it comes from; what is said of clauses is well formed and leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from corpus.profiles import PROFILES, document, locators, sources
from poryadok.norms.library import Library

LETTER = r"[а-я]|подп\. \d+\)"
POINT = rf"п\. \d+(\.\d+)*( ({LETTER}))?( абз\. \d+| тире \d+)?"
ROW = r"прил\. \d+ стр\. \d+"
PREAMBLE = r"(рег\. )?преамб\."
LOCATOR = re.compile(
    rf"({PREAMBLE}|{ROW}|((преамб|реш|пост|пол|рег)\. |прил\. (\d+ )?)?(разд\. [IVX]+ )?{POINT})"
)
LAW = re.compile(r"ч\. \d+ ст\. \d+")
KINDS = {
    "addressee-not-named",
    "assignment-without-object",
    "bearer-not-named",
    "broken-reference",
    "competing-competence",
    "foreign-name",
    "impossible-term",
    "inconsistent-date",
    "inconsistent-kind-of-act",
    "inconsistent-number",
    "missing-annex",
    "numbering-gap",
    "numbering-restart",
    "role-merged-or-split",
    "template-remnant",
    "term-not-stated",
    "term-start-not-stated",
    "undefined-term",
    "wording",
}
SEVERITIES = {"critical", "high", "medium", "low", "editorial"}
each = pytest.mark.parametrize("profile", PROFILES)


def test_the_five_profiles_are_there_and_valid() -> None:
    library = Library.open()
    assert library.ids() == list(PROFILES)
    for profile in PROFILES:
        resolved = library.resolve(profile)
        assert resolved.valid, profile
        assert resolved.findings == (), profile


@each
def test_every_norm_has_a_source(profile: str) -> None:
    for name, norm in document(profile)["norms"].items():
        assert sources(norm), name
        for source in sources(norm):
            if name.startswith("fz59."):
                assert source["act"] == "59-ФЗ", name
                assert LAW.fullmatch(source["locator"]), name
            else:
                assert LOCATOR.fullmatch(source["locator"]), (name, source["locator"])
                assert re.fullmatch(r"[0-9a-f]{64}", source["fingerprint"]), name


@each
def test_every_clause_that_is_named_is_well_formed(profile: str) -> None:
    for place, value in clauses(document(profile)):
        assert LOCATOR.fullmatch(value) or LAW.fullmatch(value), (place, value)


def clauses(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every `clause`, `head_clause` and `locator` of a document with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("clause", "head_clause", "locator") and isinstance(inner, str):
                yield f"{place}/{key}", inner
            else:
                yield from clauses(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from clauses(inner, f"{place}/{number}")


@each
def test_one_clause_has_one_fingerprint(profile: str) -> None:
    seen: dict[str, str] = {}
    for name, norm in document(profile)["norms"].items():
        for source in sources(norm):
            if "fingerprint" in source:
                known = seen.setdefault(source["locator"], source["fingerprint"])
                assert known == source["fingerprint"], name


@each
def test_defects_are_well_formed(profile: str) -> None:
    doc = document(profile)
    assert doc["defects"]
    for name, defect in doc["defects"].items():
        assert defect["kind"] in KINDS, name
        assert defect["severity"] in SEVERITIES, name
        assert defect["effect"].strip().endswith("."), name
        assert set(defect.get("norms", [])) <= set(doc["norms"]), name


@each
def test_bearers_are_parties_or_roles(profile: str) -> None:
    doc = document(profile)
    known = set(doc["parties"]) | set(doc["roles"])
    for name, norm in doc["norms"].items():
        for side in ("bearer", "counterparty"):
            assert norm.get(side) is None or norm[side] in known, (name, side)


@each
def test_holders_and_heads_are_positions_of_the_act(profile: str) -> None:
    doc = document(profile)
    for name, role in doc["roles"].items():
        for party, holder in (role.get("holders") or {}).items():
            assert doc["parties"][party]["kind"] in ("position", "person-group"), name
            assert holder["clause"].startswith("прил. 2 стр. "), name
    for name, sector in doc.get("sectors", {}).items():
        if "head" in sector:
            assert sector["head"] in doc["roles"]["sector-head"]["holders"], name


def test_a_profile_binds_many_clauses() -> None:
    # coverage of the texts themselves is checked where the texts are at hand
    for profile in PROFILES:
        assert len(locators(profile)) >= 40, profile
