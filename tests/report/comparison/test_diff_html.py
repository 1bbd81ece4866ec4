"""The page as text: whole, escaped, without network, with anchors that lead somewhere."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from poryadok.report.comparison import diff_html, page
from report.comparison.comparison_world import VOCABULARY, change, sample, tiny
from report.comparison.page_reader import Page

PAGE = diff_html.render(sample(), VOCABULARY)
MANY = diff_html.render_many([sample(), tiny(), sample()], ["new<one>"], [], VOCABULARY)


@pytest.mark.parametrize("body", [PAGE, MANY, diff_html.render(tiny(), VOCABULARY)])
def test_a_page_is_whole_and_needs_no_network(body):
    read = Page(body)
    assert read.open == []
    assert body.startswith(b'<!DOCTYPE html>\n<html lang="ru">')
    (policy,) = [one["content"] for one in read.all("meta") if "http-equiv" in one]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    assert not {tag for tag, attrs in read.elements if "src" in attrs or tag in ("link", "img", "iframe")}
    assert b"http" not in body.replace(b"http-equiv", b"")
    assert b"url(" not in body and b"@import" not in body


def test_text_of_a_profile_stays_text():
    read = Page(PAGE)
    assert "Специалист <script>alert(1)</script> & «Ко» | отдел" in read.text
    assert read.all("b") == []
    assert len(read.all("script")) == 1
    assert "alert" not in "".join(read.scripts)
    assert "new<one>" in Page(MANY).text


@pytest.mark.parametrize("body", [PAGE, MANY])
def test_anchors_are_unique_and_lead_somewhere(body):
    read = Page(body)
    assert len(read.ids) == len(set(read.ids))
    hrefs = [str(one["href"]) for one in read.all("a")]
    assert all(href.startswith("#") for href in hrefs)
    assert {unquote(href[1:]) for href in hrefs} <= set(read.ids)


def test_every_change_has_a_row_with_its_class_and_norm():
    read = Page(PAGE)
    rows = read.all("tbody", class_="change")
    assert [(one["id"], one["data-class"], one["data-norm"]) for one in rows] == [
        ("norms.comment.draft.bearer", "reassigned", "comment.draft"),
        ("norms.comment.draft.within", "tightened", "comment.draft"),
        ("norms.comment.relay", "duty-lifted", "comment.relay"),
        ("norms.site.keep.counterparty", "redefined", "site.keep"),
        ("sectors.roads.standing", "redefined", "sectors"),
        ("defects.missing-annex", "redefined", "defects"),
    ]
    boxes = read.all("input", name="class")
    assert [one["value"] for one in boxes] == ["tightened", "reassigned", "duty-lifted", "redefined"]
    assert "Показано различий: 6 из 6" in read.text


def test_a_table_has_real_headers_and_its_roles_survive_a_narrow_screen():
    read = Page(PAGE)
    assert {one.get("scope") for one in read.all("th")} == {"col", "row", "rowgroup"}
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    assert {(tag, attrs.get("role")) for tag, attrs in read.elements if tag in roles} == set(roles.items())


def test_without_a_script_everything_is_shown_and_the_filter_is_not():
    read = Page(PAGE)
    assert [one["id"] for _, one in read.elements if "hidden" in one] == ["filter"]
    # counted by hand: the two events and the step of each side
    assert read.text.count("Как посчитано") == 1
    assert read.text.count("счёт от самого события") == 2


def test_several_comparisons_are_told_apart():
    read = Page(MANY)
    assert [one["data-profile"] for one in read.all("section")] == ["1", "2", "3"]
    assert [one["value"] for one in read.all("option")][:4] == ["", "1", "2", "3"]
    assert "Показано различий: 12 из 12" in read.text
    assert "Различий в праве нет." in read.text


def test_nothing_to_filter_needs_no_filter():
    read = Page(diff_html.render(tiny(), VOCABULARY))
    assert read.all("form") == [] and read.all("script") == []
    assert "Различий в праве нет." in read.text


def test_two_changes_of_one_path_have_anchors_of_their_own():
    twice = [change("norms/site.keep/bearer", "redefined", "office", "cur")] * 2
    rows = Page(diff_html.render(tiny(*twice), VOCABULARY)).all("tbody", class_="change")
    assert [one["id"] for one in rows] == ["norms.site.keep.bearer", "norms.site.keep.bearer.2"]


def test_two_versions_of_one_act_are_called_so():
    diff = tiny()
    assert "<title>Сравнение: Первое поселение и Второй округ</title>" in PAGE.decode()
    page_of_one = diff_html.render(replace(diff, b=diff.a), VOCABULARY).decode()
    assert "<title>Сравнение редакций: Первое поселение</title>" in page_of_one


def test_the_same_comparison_gives_the_same_bytes():
    assert diff_html.render(sample(), VOCABULARY) == PAGE


def test_a_name_that_nobody_gave_is_an_error():
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        page.rendered("diff.html.j2", title="x")


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 6 else "".join(2 * char for char in colour)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read_in_light_and_dark():
    """WCAG 2 AA: 4.5 to 1 for text on each ground it can stand on."""
    style = page._text("page.css")
    for ground in re.findall(r":root\{([^}]*)\}", style)[:2]:
        known = dict(re.findall(r"--([a-z]+):#([0-9a-f]{3,6})", ground))
        for text in ("text", "quiet", "link", "bad", "good", "other"):
            for back in ("back", "soft", "mark"):
                light, dark = sorted((_luminance(known[text]), _luminance(known[back])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, back)
