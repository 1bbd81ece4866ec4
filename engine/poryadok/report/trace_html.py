"""Clause coverage as one HTML page: the act on the left, the profile on the right, linked both ways.

No network, no script: links and a little style. Everything from the act and the profile is escaped.
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from poryadok.norms.resolved import VersionDoc
from poryadok.norms.vocabulary import Vocabulary
from poryadok.onboard.act.model import Block
from poryadok.onboard.coverage import Coverage
from poryadok.report.trace_style import STYLE
from poryadok.report.trace_text import summary_line
from poryadok.report.trace_values import SECTIONS, Value, group_of, value_of

__all__ = ["trace_html"]

_ROLES = {"signature": "подпись", "formula": "решающее слово", "stamp": "гриф", "head": "бланк"}


def trace_html(
    coverage: Coverage, version: VersionDoc, vocabulary: Vocabulary, profile: str, file: str
) -> str:
    """The page; ``profile`` is the profile's id, ``file`` the name of the act's file."""
    doc = version.doc
    ids = list(dict.fromkeys(one.id for one in coverage.bindings if one.binds))
    # norms that name no clause of this act (federal ones) are shown too: the page is the whole profile
    norms = [name for name in doc.get("norms", {}) if name not in ids]
    values = {name: value_of(doc, name, vocabulary) for name in [*ids, *norms]}
    title = str(doc.get("municipality", {}).get("name", profile))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="ru">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}: акт и профиль</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#act">К тексту акта</a> <a class="skip" href="#profile">К профилю</a>',
            "<header>",
            f"<h1>{escape(title)}: акт и профиль</h1>",
            f"<p>Акт: {escape(file)}. Профиль: {escape(profile)}. {escape(summary_line(coverage))}.</p>",
            *_problems(coverage),
            "</header>",
            "<main>",
            '<section id="act" class="side" aria-labelledby="act-h" tabindex="0">',
            '<h2 id="act-h">Акт</h2>',
            *_act(coverage, doc, values),
            "</section>",
            '<section id="profile" class="side" aria-labelledby="profile-h" tabindex="0">',
            '<h2 id="profile-h">Профиль</h2>',
            *_profile(coverage, version, values),
            "</section>",
            "</main>",
            "</body>",
            "</html>",
        ]
    )


def _place(locator: str) -> str:
    return "c-" + locator.replace(" ", "_")


def _entry(name: str) -> str:
    return "v-" + name


def _href(anchor: str) -> str:
    return f'href="#{quote(anchor, safe="-._~")}"'


def _to_clause(locator: str) -> str:
    return f"<a {_href(_place(locator))}>{escape(locator)}</a>"


def _to_value(value: Value) -> str:
    return f"<a {_href(_entry(value.id))}>{escape(value.title)}</a>"


def _problems(coverage: Coverage) -> Iterator[str]:
    if coverage.complete:
        yield '<p class="good">Привязаны все пункты, все привязки ведут к пунктам, текст не менялся.</p>'
        return
    yield '<div class="bad"><h2>Не в порядке</h2><dl>'
    if coverage.unbound:
        links = ", ".join(map(_to_clause, coverage.unbound))
        yield f"<dt>Ни к чему не привязаны</dt><dd>{links}</dd>"
    if coverage.dangling:
        yield "<dt>Привязки к местам, которых в акте нет</dt>"
        for locator, ids in coverage.dangling.items():
            yield f"<dd>{escape(locator)}: {escape(', '.join(ids))}</dd>"
    if coverage.drifted:
        yield "<dt>Текст изменился; пересмотреть</dt>"
        for locator, ids in coverage.drifted.items():
            yield f"<dd>{_to_clause(locator)}: {escape(', '.join(ids))}</dd>"
    yield "</dl></div>"


def _act(coverage: Coverage, doc: dict[str, object], values: dict[str, Value]) -> Iterator[str]:
    around = [block for block in coverage.act.blocks if block.role == "around"]
    if around:
        yield f"<details><summary>Вокруг акта, не его часть: строк {len(around)}</summary>"
        yield from (f"<p>{escape(block.text)}</p>" for block in around)
        yield "</details>"
    before = ""
    for block in coverage.act.blocks:
        if block.role == "clause":
            yield from _clause(coverage, block, doc, values)
        elif block.role in ("heading", "title"):
            yield f'<h3 class="{block.role}">{escape(block.text)}</h3>'
        elif block.role != "around":
            # a stamp or a letterhead of several lines is named once
            note = f'<span class="role">{_ROLES[block.role]}</span> ' if block.role != before else ""
            yield f'<p class="frame">{note}{escape(block.text)}</p>'
        before = block.role


def _clause(
    coverage: Coverage, block: Block, doc: dict[str, object], values: dict[str, Value]
) -> Iterator[str]:
    ids, drifted = coverage.bound[block.locator], block.locator in coverage.drifted
    state = " drifted" if drifted else "" if ids else " unbound"
    yield f'<div class="clause d{min(block.depth, 2)}{state}" id="{escape(_place(block.locator))}">'
    marker = f'<span class="marker">{escape(block.marker)}</span> ' if block.marker else ""
    yield f'<p><a class="loc" {_href(_place(block.locator))}>{escape(block.locator)}</a>'
    yield f"{marker}{escape(block.text)}</p>"
    if drifted:
        yield '<p class="note">Текст изменился с тех пор, как записан отпечаток.</p>'
    if ids:
        links = "".join(f"<li>{_to_value(values[name])}</li>" for name in ids)
        yield f'<ul class="links" aria-label="Привязано">{links}</ul>'
    else:
        yield '<p class="note">Ни к чему не привязано.</p>'
    defects = doc.get("defects")
    for one in coverage.by_clause[block.locator]:
        body = defects.get(one.path[1]) if isinstance(defects, dict) and not one.binds else None
        if isinstance(body, dict):
            yield f'<p class="defect">Огрех: {escape(str(body.get("effect", one.id)))}</p>'
    yield "</div>"


def _profile(coverage: Coverage, version: VersionDoc, values: dict[str, Value]) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for locator, ids in coverage.bound.items():
        for name in ids:
            places.setdefault(name, []).append(locator)
    drifted = {name for ids in coverage.drifted.values() for name in ids}
    lost = {name for ids in coverage.dangling.values() for name in ids}
    for section, title in SECTIONS.items():
        of_section = [value for name, value in values.items() if group_of(name) == section]
        if not of_section:
            continue
        yield f"<h3>{escape(title)}</h3>"
        for value in of_section:
            state = " drifted" if value.id in drifted else " unbound" if value.id in lost else ""
            yield f'<article class="value{state}" id="{escape(_entry(value.id))}">'
            yield f"<h4>{escape(value.title)} <code>{escape(value.id)}</code></h4>"
            yield from _facts(value)
            yield f'<p class="places">{_sources(version, value.id, places.get(value.id, ()))}</p>'
            if value.id in drifted:
                yield '<p class="note">Текст пункта изменился: пересмотреть.</p>'
            yield "</article>"


def _facts(value: Value) -> Iterator[str]:
    if value.facts:
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in value.facts)
        yield f"<dl>{rows}</dl>"


def _sources(version: VersionDoc, name: str, places: Sequence[str]) -> str:
    if places:
        return "В акте: " + ", ".join(map(_to_clause, places))
    source = version.doc.get("norms", {}).get(name, {}).get("source")
    first = source[0] if isinstance(source, list) and source else source
    if isinstance(first, dict) and first.get("act"):
        return escape(f"Из другого акта: {first['act']}, {first.get('locator', '')}")
    return "Пункта этого акта не называет."
