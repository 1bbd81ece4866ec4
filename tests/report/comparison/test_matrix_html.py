"""The pages of a matrix and of a ranking: whole, escaped, without network, nothing told by colour alone."""

from urllib.parse import unquote

import pytest

from poryadok.compare.differences import diff
from poryadok.report.comparison import matrix_html
from report.comparison.comparison_world import VOCABULARY
from report.comparison.matrix_world import many, ranked, whole
from report.comparison.page_reader import Page

TARGET, RANKING = ranked()
PAGE = matrix_html.render(whole(), VOCABULARY)
NEAREST = matrix_html.render_nearest(TARGET, RANKING, diff(TARGET, RANKING[-1].operand), VOCABULARY)


@pytest.mark.parametrize("body", [PAGE, NEAREST, matrix_html.render(many(12), VOCABULARY)])
def test_a_page_is_whole_and_needs_no_network(body):
    read = Page(body)
    assert read.open == []
    assert body.startswith(b'<!DOCTYPE html>\n<html lang="ru">')
    (policy,) = [str(one["content"]) for one in read.all("meta") if "http-equiv" in one]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not {tag for tag, attrs in read.elements if "src" in attrs or tag in ("link", "img", "iframe")}
    assert b"http" not in body.replace(b"http-equiv", b"")
    assert b"url(" not in body and b"@import" not in body
    assert len(read.ids) == len(set(read.ids))
    hrefs = [str(one["href"]) for one in read.all("a")]
    assert {unquote(href[1:]) for href in hrefs} <= set(read.ids)


def test_text_of_a_profile_stays_text():
    read = Page(PAGE)
    assert "Специалист <script>alert(1)</script> & «Ко» | отдел" in read.text
    assert read.all("b") == []
    assert "alert" not in "".join(read.scripts)


def test_the_same_bytes_again():
    assert matrix_html.render(whole(), VOCABULARY) == PAGE


def test_every_row_fills_all_columns():
    read, spans, rows = Page(PAGE), 0, []
    for tag, attrs in read.elements:
        if tag == "tr":
            rows.append(spans)
            spans = 0
        elif tag in ("th", "td"):
            spans += int(attrs.get("colspan") or 1)
    assert {*rows[1:], spans} == {1 + 5}


def test_equal_neighbours_are_one_cell():
    # comment.relay of the five: there, hidden, absent, there, there – four cells; both «there» are marked
    at = PAGE.index(b'id="norms.comment.relay"')
    row = Page(PAGE[at - 50 : PAGE.index(b"</tr>", at)].partition(b"<tr")[2].join((b"<tr", b"</tr>")))
    cells = [(attrs["class"], attrs.get("colspan")) for tag, attrs in row.elements if tag == "td"]
    assert cells == [("value", None), ("hidden", None), ("absent", None), ("value", "2")]
    assert row.text.count("А") == 2


def test_outliers_and_gaps_have_words_and_marks():
    read = Page(PAGE)
    outliers = [attrs for tag, attrs in read.elements if tag == "td" and "outlier" in str(attrs.get("class"))]
    # the two hours, the additional sector, the other bearer of site.keep
    assert len(outliers) == 3
    assert read.text.count("выбивается") == 3 + 3  # and in the summary, the key and the filter
    assert "акт отсылает, текста нет" in read.text
    assert "▲" in read.text and "∅" in read.text and "?" in read.text


def test_heads_and_rows_are_headers():
    read = Page(PAGE)
    assert len(read.all("th", scope="col")) == 1 + 5
    lines = sum(1 + len(row.rows) for row in whole().rows)
    assert len(read.all("th", scope="row")) == lines
    assert read.all("div", role="region")[0]["tabindex"] == "0"


def test_the_page_opens_as_asked():
    box = {"type": "checkbox", "name": "differs"}
    assert "checked" in Page(PAGE).all("input", **box)[0]
    assert "checked" not in Page(matrix_html.render(whole(), VOCABULARY, every=True)).all("input", **box)[0]


def test_the_ranking_has_a_row_for_each():
    read = Page(NEAREST)
    # first and fifth are equal: 0,000
    assert "0,000" in read.text
    assert all(one.operand.label in read.text for one in RANKING)
