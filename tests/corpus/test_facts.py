"""Static facts that a lawyer would check: who holds what, which sectors there are, what is missing."""

from __future__ import annotations

from corpus.profiles import document, locators, roles_of

RANKS = ("specialist", "other", "head-of-department", "deputy-head", "first-deputy-head", "head")


def sectors(profile: str, standing: str) -> list[str]:
    found = document(profile)["sectors"]
    return [name for name, sector in found.items() if sector["standing"] == standing]


def test_sectors_of_borsky() -> None:
    assert len(sectors("borsky", "main")) == 15
    assert sectors("borsky", "additional") == ["economy"]
    # the additional one stands in the list of members only
    assert document("borsky")["sectors"]["economy"]["clause"] == "прил. 2 стр. 5"


def test_every_sector_of_borsky_has_a_head() -> None:
    heads = {name: sector["head"] for name, sector in document("borsky")["sectors"].items()}
    assert heads["roads"] == heads["transport"] == "roads-head"
    assert heads["housing"] == heads["energy"] == heads["waste"] == "deputy-housing"
    assert {n for n, head in heads.items() if head == "deputy-social"} == {
        "health",
        "social-protection",
        "guardianship",
        "sport",
        "culture",
    }
    assert heads["property"] == heads["land"] == "property-head"
    assert len(heads) == 16


def test_heads_without_sectors_in_borsky() -> None:
    doc = document("borsky")
    heads = {sector["head"] for sector in doc["sectors"].values()}
    without = set(doc["roles"]["sector-head"]["holders"]) - heads
    assert without == {"settlement-heads"}
    defect = doc["defects"]["heads-without-sectors"]
    assert (defect["kind"], defect["locator"]) == ("assignment-without-object", "прил. 2 стр. 13")


def test_sectors_of_kilemar() -> None:
    assert len(sectors("kilemar", "main")) == 7
    assert sorted(sectors("kilemar", "additional")) == ["economy", "property"]


def test_heads_without_sectors_in_kilemar() -> None:
    doc = document("kilemar")
    assert all("head" not in sector for sector in doc["sectors"].values())
    heads = doc["roles"]["sector-head"]["holders"]
    assert set(heads) == {"deputy-head-a", "first-deputy-head", "deputy-head-b"}
    defect = doc["defects"]["sectors-not-assigned"]
    assert (defect["kind"], defect["severity"]) == ("assignment-without-object", "high")


def test_one_position_with_several_roles() -> None:
    # kilemar allows it by a legal act only; borsky allows it outright; reftinsky does not say
    adviser = roles_of("kilemar", "records-adviser")
    assert adviser == {"incident-officer", "pos-officer", "pages-officer"}
    assert all(document("kilemar")["roles"][role]["requires_act"] is True for role in adviser)

    chief = roles_of("borsky", "chief-of-staff")
    assert chief == {"curator", "mcu-head"}
    assert all(document("borsky")["roles"][role]["requires_act"] is False for role in chief)
    assert roles_of("borsky", "organisation-specialist") == {"pos-officer", "fz59-officer"}

    legal = roles_of("reftinsky", "legal-specialist")
    assert legal == {"administrator", "secretary"}
    assert all("requires_act" not in document("reftinsky")["roles"][role] for role in legal)


def test_combining_roles_is_a_right_of_the_member() -> None:
    for profile, clause in (("borsky", "пол. п. 2.2"), ("kilemar", "пол. п. 3.8")):
        norm = document(profile)["norms"]["roles.combine"]
        assert norm["kind"] == "right"
        source = norm["source"][0] if isinstance(norm["source"], list) else norm["source"]
        assert source["locator"].startswith(clause)


def test_one_role_with_two_positions() -> None:
    holders = document("borsky")["roles"]["fz59-officer"]["holders"]
    assert set(holders) == {"organisation-specialist", "it-specialist"}
    assert document("borsky")["defects"]["fz59-role-doubled"]["locator"] == "прил. 2 стр. 4"


def test_the_curator_of_kilemar_is_not_below_a_deputy_head() -> None:
    doc = document("kilemar")
    curator = doc["roles"]["curator"]
    assert curator["required_rank"] == "deputy-head"
    for holder in curator["holders"]:
        assert RANKS.index(doc["parties"][holder]["rank"]) >= RANKS.index("deputy-head")


def test_the_annex_that_beloyarsky_lacks() -> None:
    doc = document("beloyarsky")
    defect = doc["defects"]["missing-algorithm"]
    assert (defect["kind"], defect["severity"], defect["locator"]) == ("missing-annex", "critical", "п. 7")
    invented = {
        "misinfo.verify",
        "comment.publish-after-agreement",
        "comment.press-after-agreement",
        "comment.relay",
        "comment.author",
        "comment.content",
    }
    assert not invented & set(doc["norms"])
    assert not any(locator.startswith("прил.") for locator in locators("beloyarsky"))
    assert not doc["norms"]["comment.draft"].get("readings")


def test_the_annex_that_kuzhmara_has() -> None:
    points = {locator.split(" ")[2] for locator in locators("kuzhmara") if locator.startswith("прил. п. ")}
    assert points == {"1", "2", "3", "4", "5", "6", "7", "8"}


def test_a_foreign_name_stands_in_both_interaction_orders() -> None:
    for profile in ("beloyarsky", "kuzhmara"):
        kinds = {defect["kind"]: defect["severity"] for defect in document(profile)["defects"].values()}
        assert kinds["foreign-name"] in ("critical", "high"), profile


def test_the_wrong_date_of_the_members_of_borsky() -> None:
    defect = document("borsky")["defects"]["annex-date"]
    assert defect["kind"] == "inconsistent-date"
    assert "02.05.2006" in defect["effect"]


def test_rows_missing_from_the_members_of_kilemar() -> None:
    assert document("kilemar")["defects"]["rows-missing"]["kind"] == "numbering-gap"


def test_points_start_anew_in_every_section_of_reftinsky() -> None:
    assert document("reftinsky")["defects"]["numbering-restarts"]["kind"] == "numbering-restart"
    own = {locator for locator in locators("reftinsky") if locator.startswith("п. ")}
    assert own == set()  # a point of the order itself never stands without its section
