"""The page of a matrix driven in real headless Chromium, without network."""

import pytest

from poryadok.report.comparison import matrix_html
from report.comparison.comparison_world import VOCABULARY
from report.comparison.matrix_world import many, whole

pytestmark = pytest.mark.slow

PAGE = matrix_html.render(whole(), VOCABULARY)
TOTAL = sum(1 + len(row.rows) for row in whole().rows)
DIFFERING = ["norms.comment.draft", "norms.comment.relay", "norms.site.keep", "sectors.roads"]


def shown(page):
    """The ids of the entries that can be seen."""
    return [one.get_attribute("id") for one in page.locator("tbody.entry").all() if one.is_visible()]


def test_it_opens_with_what_differs(opened):
    page = opened(PAGE)
    assert shown(page) == DIFFERING
    # four rows differ; comment.draft and site.keep are shown above their fields
    assert page.get_by_role("status").inner_text() == f"Показано строк: 6 из {TOTAL}"
    page.get_by_label("только различия").uncheck()
    assert page.get_by_role("status").inner_text() == f"Показано строк: {TOTAL} из {TOTAL}"


def test_rows_are_chosen_by_kind_text_gap_and_outlier(opened):
    page = opened(PAGE)
    page.get_by_label("Что показать").select_option("section:sectors")
    assert shown(page) == ["sectors.roads"]
    assert not page.get_by_role("rowheader", name="Нормы").is_visible()
    page.get_by_label("Что показать").select_option("kind:standing")
    assert shown(page) == ["norms.comment.relay", "norms.site.keep"]
    page.get_by_label("только пробелы").check()
    assert shown(page) == ["norms.comment.relay"]
    page.get_by_role("button", name="Сбросить отбор").click()
    page.wait_for_function("document.querySelectorAll('tbody.entry:not([hidden])').length === 4")
    page.get_by_label("только где кто-то выбивается").check()
    assert shown(page) == ["norms.comment.draft", "norms.site.keep", "sectors.roads"]
    page.get_by_label("Найти").fill("ДОРОГ")
    assert shown(page) == ["sectors.roads"]


def test_a_link_shows_what_the_filter_hides(opened):
    page = opened(PAGE)
    assert "roles.curator" not in shown(page)
    page.evaluate("location.hash = 'roles.curator'")
    page.wait_for_function("!document.getElementById('roles.curator').hidden")
    assert "roles.curator" in shown(page)


def test_heads_stay_in_sight(opened):
    page = opened(
        matrix_html.render(many(60), VOCABULARY, every=True), viewport={"width": 1000, "height": 500}
    )
    box = page.get_by_role("region", name="Таблица сравнения")
    box.evaluate("one => { one.scrollTop = 200; one.scrollLeft = 3000; }")
    frame = box.bounding_box()
    head = page.locator("thead th").first.bounding_box()
    name = page.locator("tbody.entry tr.own th").nth(3).bounding_box()
    assert abs(head["y"] - frame["y"]) <= 2 and abs(head["x"] - frame["x"]) <= 2
    assert abs(name["x"] - frame["x"]) <= 2


@pytest.mark.parametrize("width", [360, 1400])
def test_the_page_itself_never_scrolls_sideways(opened, width):
    page = opened(PAGE, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_keyboard_reaches_the_table(opened):
    page = opened(PAGE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "matrix"


def test_on_paper_the_table_is_whole(opened):
    page = opened(PAGE)
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflow") == "visible"
    assert shown(page) == DIFFERING
