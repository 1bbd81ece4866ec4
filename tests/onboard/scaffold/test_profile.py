"""A new profile: what it holds, what it leaves open, what it never takes over from the one it is like."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli
from poryadok.norms.holes import find_holes, leaves_of
from poryadok.norms.library import Library
from poryadok.norms.model import COMPUTED
from poryadok.norms.progress import progress_of
from poryadok.norms.yaml_text import load_path
from poryadok.onboard.scaffold.writing import checked, layer_text

PLACE = ("--name", "Усть-Примерское поселение", "--kind", "rural-settlement", "--timezone", "Asia/Omsk")
ACT = ("--act-kind", "decision", "--act-number", "17", "--act-date", "2026-02-20", "--act-issuer", "Совет")
ALL = (*PLACE, *ACT, "--act-title", "О порядке", "--in-force", "2026-03-02")
SHIPPED = ("kuzhmara", "kilemar", "reftinsky", "borsky", "beloyarsky")


def new(configs: Path, *args: str) -> Any:
    return CliRunner().invoke(cli, ["new", "profile", "--configs", str(configs), *args])


def made(configs: Path, *args: str, region: str = "sever", name: str = "ustye") -> Path:
    result = new(configs, "--region", region, "--id", name, *args)
    assert result.exit_code == 0, result.output
    return configs / region / f"{name}.yaml"


def test_what_is_said_is_written_and_nothing_else_is(tmp_path: Path) -> None:
    doc = load_path(made(tmp_path, *ALL), "f").doc
    assert doc["municipality"] == {
        "name": "Усть-Примерское поселение",
        "kind": "rural-settlement",
        "timezone": "Asia/Omsk",
    }
    assert doc["act"] == {
        "kind": "decision",
        "number": "17",
        "date": "2026-02-20",
        "issuer": "Совет",
        "title": "О порядке",
        "in_force": {"from": "2026-03-02"},
    }
    assert doc["extends"] == ["ru/readings", "ru/fz59", "sever/_region"]
    assert [hole.path[0] for hole in find_holes(doc)] == ["parties"] * 3


def test_what_is_not_said_is_left_open(tmp_path: Path) -> None:
    path = made(tmp_path, "--timezone", "Asia/Omsk")
    holes = {"/".join(hole.path): hole.type for hole in find_holes(load_path(path, "f").doc)}
    assert holes == {
        "municipality/name": "text",
        "municipality/kind": "choice",
        "act/kind": "choice",
        "act/number": "number",
        "act/date": "date",
        "act/issuer": "text",
        "act/title": "text",
        "act/in_force/from": "date",
        "parties/local-authority/title": "text",
        "parties/local-authority/clause": "clause",
        "parties/cur/clause": "clause",
    }
    resolved = Library.open(tmp_path).resolve("ustye")
    # without the day of its force the act cannot be counted, and that is all that is wrong
    assert {(one.rule, one.path) for one in resolved.errors} == {("hole.needed", ("act", "in_force", "from"))}


def test_a_new_region_gets_its_layer(tmp_path: Path) -> None:
    made(tmp_path, "--timezone", "Asia/Omsk", "--region-title", "Северный край", "--in-force", "2026-03-02")
    region = load_path(tmp_path / "sever/_region.yaml", "f").doc
    assert region["municipality"] == {"region": "Северный край", "timezone": "Asia/Omsk", "calendar": "ru"}
    before = (tmp_path / "sever/_region.yaml").read_bytes()
    second = made(tmp_path, "--in-force", "2026-03-02", name="zarechye")
    assert (tmp_path / "sever/_region.yaml").read_bytes() == before
    assert "timezone" not in load_path(second, "f").doc["municipality"]
    assert Library.open(tmp_path).resolve("zarechye").valid


def test_a_bundled_region_is_stood_on(tmp_path: Path) -> None:
    path = made(tmp_path, "--in-force", "2026-03-02", region="samara")
    assert not (tmp_path / "samara/_region.yaml").exists()
    assert (
        Library.open(tmp_path).resolve("ustye").versions[0].doc["municipality"]["timezone"] == "Europe/Samara"
    )
    assert load_path(path, "f").doc["extends"][-1] == "samara/_region"


@pytest.mark.parametrize(
    "families", [["interaction"], ["mcu"], ["mcu", "mcu-exchange", "mcu-statute"]], ids="+".join
)
def test_every_norm_of_a_family_waits_for_its_place(tmp_path: Path, families: list[str]) -> None:
    options = [word for family in families for word in ("--family", family)]
    path = made(tmp_path, *ALL, *options)
    doc = load_path(path, "f").doc
    library = Library.open()
    norms: dict[str, Any] = {}
    for family in families:
        ref = library.roots()[0] / "families" / f"{family}.yaml"
        norms |= library.layer(ref).content["norms"]
    assert set(doc["norms"]) == set(norms)
    for name, norm in doc["norms"].items():
        # the note says what clause is looked for
        assert norm == {"source": {"locator": {"decide": "clause", "note": norms[name]["title"]}}}
    order = [norms[name]["kind"] in COMPUTED for name in doc["norms"]]
    assert order == sorted(order, reverse=True)
    assert "  # --- то, по чему считаются сроки\n" in path.read_text(encoding="utf-8")
    resolved = Library.open(tmp_path).resolve("ustye")
    assert resolved.valid
    assert {one.rule for one in resolved.findings} == {"hole.open"}


def test_the_file_is_in_the_style_of_the_others(tmp_path: Path) -> None:
    text = made(tmp_path, *ALL, "--family", "mcu").read_text(encoding="utf-8")
    # a head, two spaces, lists indented, a date plain, a number of an act quoted, a hole on its line
    assert text.startswith("# Усть-Примерское поселение. Значения {decide: …, note: …}")
    assert "\nextends:\n  - ru/readings\n" in text
    assert "\n  date: 2026-02-20\n" in text
    assert "\n  number: '17'\n" in text
    assert re.search(r"\n      locator: \{decide: clause, note: .+\}\n", text)
    assert not re.search(r"[ \t]\n|\t", text)


@pytest.mark.parametrize("like", SHIPPED)
def test_like_takes_norms_and_no_facts(tmp_path: Path, like: str) -> None:
    path = made(tmp_path, "--like", like, "--timezone", "Asia/Omsk", "--in-force", "2026-03-02")
    text, doc = path.read_text(encoding="utf-8"), load_path(path, "f").doc
    source = Library.open().resolve(like)
    theirs = load_path(source.file, "f").doc
    old = source.versions[-1].doc
    assert set(doc["norms"]) == set(theirs["norms"])
    for name, norm in doc["norms"].items():
        own = theirs["norms"][name] or {}
        said = {key: value for key, value in norm.items() if key not in ("source", "in_force")}
        for key in ("kind", "bearer", "counterparty", "opens", "closes", "within", "every", "due", "where"):
            assert said.get(key) == own.get(key)
        assert norm["source"]["locator"]["decide"] == "clause"
    assert {"defects", "accepted"} & set(doc) == set()
    assert "fingerprint" not in text
    assert not re.search(r"[0-9a-f]{64}", text)
    # none of its names, in any case of them; none of its act; none of its places
    words = " ".join(str(old["municipality"].get(key, "")) for key in ("name", "full_name", "region"))
    kinds = ("муниципал", "республ", "област", "сельск", "поселен", "городск", "округ", "район")
    names = [one for one in re.findall(r"[А-ЯЁ][а-яё]{4,}", words) if not one.casefold().startswith(kinds)]
    assert len(names) >= 2
    for word in names:
        # the name without its case ending
        assert not re.search(rf"\b{word[:-2]}", text, re.IGNORECASE), word
    for fact in (
        old["act"]["number"],
        old["act"]["date"],
        old["act"]["issuer"],
        old["act"]["in_force"]["from"],
    ):
        assert str(fact) not in leaves_of(doc)
    places = {str(one) for one in _places(theirs)}
    assert not places & {str(one) for one in leaves_of(doc)}
    resolved = Library.open(tmp_path).resolve("ustye")
    assert resolved.valid
    assert 0 < progress_of(resolved).percent < 100


def _places(value: Any) -> list[Any]:
    if isinstance(value, dict):
        here = [
            inner
            for key, inner in value.items()
            if key in ("locator", "clause", "head_clause", "fingerprint")
        ]
        return here + [one for inner in value.values() for one in _places(inner)]
    return [one for inner in value for one in _places(inner)] if isinstance(value, list) else []


def test_like_a_profile_of_ones_own_folder(tmp_path: Path) -> None:
    made(tmp_path, *ALL, "--family", "mcu")
    path = made(tmp_path, "--like", "ustye", "--in-force", "2026-03-02", name="zarechye")
    doc = load_path(path, "f").doc
    assert doc["extends"] == ["ru/readings", "ru/fz59", "families/mcu", "sever/_region"]
    assert "Усть" not in path.read_text(encoding="utf-8")


def test_a_title_that_names_the_other_is_left_open(tmp_path: Path) -> None:
    first = made(tmp_path, *ALL, "--family", "mcu")
    text = first.read_text(encoding="utf-8")
    text += (
        "  pages.kept:\n    kind: standing\n    title: Вести страницу Усть-Примерского поселения\n"
        "    bearer: mcu\n    source: {locator: п. 40}\n"
    )
    first.write_text(text, encoding="utf-8")
    second = made(tmp_path, "--like", "ustye", "--in-force", "2026-03-02", name="zarechye")
    norm = load_path(second, "f").doc["norms"]["pages.kept"]
    assert norm["title"] == {"decide": "text"}
    assert norm["source"] == {"locator": {"decide": "clause", "note": "pages.kept"}}


def test_what_would_read_back_differently_is_not_written() -> None:
    doc = {"format": 1, "id": "x", "rank": "region", "title": "Да: нет # и «так»"}
    text = layer_text(doc, {(): "шапка"})
    assert checked(text, doc, "x.yaml") == ()
    (finding,) = checked(text.replace("Да", "Нет"), doc, "x.yaml")
    assert finding.rule == "new.would-differ"


@pytest.mark.parametrize(
    "title",
    ["null", "~", "12:30", "yes", "0x1F", "1e3", "- тире", "a: b", "#", "'", '"', "{x}", "2026-13-45", "@a"],
)
def test_any_text_survives_the_writing(title: str) -> None:
    doc = {"format": 1, "id": "x", "rank": "region", "title": title, "municipality": {"region": title}}
    assert checked(layer_text(doc, {}), doc, "x.yaml") == ()
