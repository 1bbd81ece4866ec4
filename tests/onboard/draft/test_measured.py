"""What drafts find, against finished profiles and gold written by hand; docs/draft.md says the same."""

import re
from pathlib import Path

import pytest

from onboard.draft import measuring
from onboard.draft.measuring import FIVE, HELD_OUT, ORDERS, OWN, drafted, scores, total, unsaid_of_file
from onboard.draft.measuring import canonical as canon

PAGE = Path(__file__).parents[3] / "docs" / "draft.md"
WHAT = {
    "terms": "сроки",
    "bearers": "кто обязан",
    "concepts": "понятия",
    "roles": "роли",
    "sectors": "отрасли",
    "channels": "каналы",
    "data": "сведения об акте",
}
with_orders = pytest.mark.skipif(not ORDERS.is_dir(), reason="the texts of the acts are not at hand")


@with_orders
def test_terms_of_the_five_acts():
    found = total(FIVE)["terms"]
    assert found.recall >= 0.95
    assert found.precision >= 0.95
    assert found.wanted > 30


@pytest.mark.parametrize("name", [*OWN, *HELD_OUT])
def test_terms_of_acts_of_our_own(name):
    found = scores(name)["terms"]
    assert found.recall >= 0.8
    assert found.precision >= 0.8


@with_orders
def test_sectors_and_roles_of_the_five_acts():
    # DESIGN §9: fifteen main and one additional; seven and two
    for name, main, additional in (("borsky", 15, 1), ("kilemar", 7, 2)):
        standings = [entry["standing"] for entry in drafted(name).sectors.values()]
        assert (standings.count("main"), standings.count("additional")) == (main, additional)
    for what in ("roles", "sectors", "channels", "data"):
        found = total(FIVE)[what]
        assert min(found.recall, found.precision) >= 0.95, what


@pytest.mark.parametrize("name", OWN)
def test_what_cannot_be_said_is_a_hole_and_no_term(name):
    holes = {
        one.locator
        for one in drafted(name).clauses
        if any(hole.code.startswith("unsaid-") for hole in one.holes)
    }
    assert unsaid_of_file(name) <= holes


def rows() -> dict[str, list[str]]:
    """The rows of the page's tables of figures by their first cell."""
    found = re.findall(r"^\| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in found]
    return {row[0]: row[1:] for row in cells if len(row) == 5}


def figures(names: tuple[str, ...], what: str) -> list[str]:
    one = total(names)[what]
    return [
        f"{one.met} из {one.wanted}",
        f"{one.recall:.0%}",
        f"{one.right} из {one.given}",
        f"{one.precision:.0%}",
    ]


@with_orders
@pytest.mark.parametrize("what", WHAT)
def test_the_page_has_the_figures_of_the_five_acts(what):
    assert rows()[f"пять актов: {WHAT[what]}"] == figures(FIVE, what)


@pytest.mark.parametrize("what", ["terms", "roles", "sectors", "channels", "data"])
def test_the_page_has_the_figures_of_our_own_acts(what):
    assert rows()[f"семь своих: {WHAT[what]}"] == figures(OWN, what)


@pytest.mark.parametrize("name", HELD_OUT)
def test_the_page_has_the_figures_of_the_acts_that_were_held_out(name):
    assert rows()[f"отложенный `{name}`: {WHAT['terms']}"] == figures((name,), "terms")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"within": {"hours": 3}}, "within hours 3"),
        ({"every": "week", "count": 2}, "every week count 2"),
        ({"every": {"parameter": "x"}, "due": {"end_of": "period"}}, "every parameter"),
        ({"every": "month", "due": {"of": "next_month", "day": 5}}, "every month due day=5 of=next_month"),
    ],
)
def test_one_spelling_of_a_term(value, words):
    assert canon(value) == words


def test_a_wrong_answer_lowers_the_score():
    # two wanted, one found, one invention beside it: half and half
    found = measuring.score({("п. 1", "a"), ("п. 9", "b")}, {("п. 1", "a"), ("п. 2", "a")})
    assert (found.recall, found.precision) == (0.5, 0.5)
