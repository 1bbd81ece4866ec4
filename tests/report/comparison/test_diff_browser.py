"""The page of a comparison driven in real headless Chromium, without network."""

import io

import pytest

from poryadok.report.comparison import diff_html
from report.comparison.comparison_world import VOCABULARY, sample, tiny

pytestmark = pytest.mark.slow

PAGE = diff_html.render(sample(), VOCABULARY)
ALL = [
    "norms.comment.draft.bearer",
    "norms.comment.draft.within",
    "norms.comment.relay",
    "norms.site.keep.counterparty",
    "sectors.roads.standing",
    "defects.missing-annex",
]


def shown(page):
    """The ids of the changes that can be seen."""
    return [one.get_attribute("id") for one in page.locator("tbody.change").all() if one.is_visible()]


def focused(page):
    """What has the focus, in short."""
    return page.evaluate(
        "[document.activeElement].map(one => one.id || one.value || one.name || one.textContent.trim())[0]"
    )


def test_a_class_is_filtered(opened):
    page = opened(PAGE)
    assert shown(page) == ALL
    page.get_by_label("иначе").uncheck()
    assert shown(page) == ALL[:3]
    assert page.get_by_role("status").inner_text() == "Показано различий: 3 из 6"
    # the headings of groups without rows go with them
    assert not page.get_by_role("rowheader", name="Отрасли").is_visible()
    page.get_by_label("строже").uncheck()
    assert shown(page) == [ALL[0], ALL[2]]
    # the derivation of a hidden change is hidden too
    assert not page.get_by_text("Как посчитано: Проект комментария").is_visible()


def test_a_norm_is_filtered(opened):
    page = opened(PAGE)
    page.get_by_role("combobox", name="Норма").select_option("comment.draft")
    assert shown(page) == ALL[:2]
    page.get_by_label("другой исполнитель").uncheck()
    assert shown(page) == ALL[1:2]
    page.get_by_role("button", name="Показать всё").click()
    page.get_by_text("Показано различий: 6 из 6").wait_for()
    assert shown(page) == ALL
    assert page.get_by_role("combobox", name="Норма").input_value() == ""


def test_a_profile_is_filtered_where_there_are_several(opened):
    page = opened(diff_html.render_many([sample(), tiny(), sample()], [], [], VOCABULARY))
    page.get_by_role("combobox", name="Профиль").select_option("3")
    assert shown(page) == [f"p3.{name}" for name in ALL]
    assert page.get_by_role("status").inner_text() == "Показано различий: 6 из 12"
    assert [one.is_visible() for one in page.locator("section").all()] == [False, False, True]


def test_the_keyboard_is_enough(opened):
    page = opened(PAGE)
    page.keyboard.press("Tab")
    assert focused(page) == "К различиям"
    page.keyboard.press("Enter")
    assert focused(page) == "changes"
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order == ["tightened", "reassigned", "duty-lifted", "redefined", "norm", "Показать всё", "unfold"]
    # back to the box «строже», and off with it
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert shown(page) == [name for name in ALL if name != ALL[1]]
    page.keyboard.press("Space")
    assert shown(page) == ALL
    for _ in range(6):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Раскрыть подробности").get_attribute("aria-pressed") == "true"
    assert page.get_by_text("счёт от самого события").first.is_visible()
    assert page.get_by_role("table", name="Своё у каждого").is_visible()


def test_the_focus_can_be_seen(opened):
    page = opened(PAGE)
    page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    assert page.evaluate(f"{style}.position") == "static"


def test_an_anchor_jumps_and_brings_back_what_was_hidden(opened):
    page = opened(PAGE, viewport={"width": 1000, "height": 300})
    page.get_by_label("иначе").uncheck()
    page.evaluate("location.hash = '#defects.missing-annex'")
    row = page.locator("[id='defects.missing-annex']")
    row.wait_for()
    assert shown(page) == ALL
    page.wait_for_function("scrollY > 0")
    box = row.bounding_box()
    assert 0 <= box["y"] < 300
    page.locator("[id='norms.comment.relay'] a.anchor").click()
    assert page.url.endswith("#norms.comment.relay")


def test_a_screen_reader_finds_the_table_and_the_count(opened):
    page = opened(PAGE)
    snapshot = page.locator("main").aria_snapshot()
    assert '- status: "Показано различий: 6 из 6"' in snapshot
    assert 'table "Различия: A — first, B — second@2024-06-05"' in snapshot
    assert '- columnheader "Последствие"' in snapshot
    assert 'rowheader "Проект комментария comment.draft"' in snapshot
    assert '- checkbox "строже (1)" [checked]' in snapshot
    assert '- combobox "Норма"' in snapshot


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_runs_off_the_screen(opened, width):
    page = opened(PAGE, viewport={"width": width, "height": 800})
    page.get_by_role("button", name="Раскрыть подробности").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # the table stays a table for those who hear it
    assert page.get_by_role("cell", name="3 часа").count() == 1
    assert page.get_by_role("columnheader", name="Последствие").count() == 1


def test_dark_is_dark(opened):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (opened(PAGE, color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark"))
    assert light == "rgb(255, 255, 255)"
    assert max(map(int, dark.removeprefix("rgb(").removesuffix(")").split(", "))) < 50


def test_without_a_script_everything_is_there(opened):
    page = opened(PAGE, java_script_enabled=False)
    assert shown(page) == ALL
    assert not page.get_by_role("form").is_visible()
    page.get_by_text("Как посчитано: Проект комментария").click()
    assert page.get_by_text("счёт от самого события").first.is_visible()


def test_a_print_has_every_row(opened):
    pypdf = pytest.importorskip("pypdf", reason="нет pypdf")
    pages = pypdf.PdfReader(io.BytesIO(opened(PAGE).pdf(format="A4", landscape=True))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for word in (
        "Проект комментария",
        "Передать комментарий",
        "Вести страницу",
        "дополнительная",
        "Приложения в тексте нет",
    ):
        assert word in text, word
    assert "Показать всё" not in text
