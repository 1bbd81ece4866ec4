"""From lines to paragraphs: what a site put around the act goes, broken lines are joined, tables are cut."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from poryadok.onboard.act.marks import dash, ended, is_marked, part_opens, title_word
from poryadok.onboard.act.model import Block, Line, Paragraph

__all__ = ["paragraphs"]

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WRAPS = range(30, 131)  # widths at which people wrap a whole text

_ADVERTISING = re.compile(
    r"версии системы гарант|(?:откройте|откройте полную|читайте) актуальную версию|"
    r"консультантплюс: (?:примечание|вырезка)|документ предоставлен консультантплюс|"
    r"(?:получите|оформите|закажите|запросите) (?:полный |бесплатный |пробный )?(?:доступ|подписку|демо)|"
    r"подпишитесь|подписаться на|на правах рекламы|файлы? cookie|все права защищены|"
    r"дата (?:сохранения|печати): ",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"главная|новости|документы|контакты|поиск(?: по сайту)?|меню|вход|войти|регистрация|печать|распечатать|"
    r"версия для (?:печати|слабовидящих)|скачать(?: документ)?|поделиться|наверх|вверх|назад|далее|"
    r"карта сайта|реклама|обратная связь|личный кабинет|открыть|закрыть",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:https?://|www\.)\S+|©.*|главная\s*[>/»→|].*|просмотров:?\s*\d+|дата публикации:.*|"
    r"(?:скачать|открыть)\b.*\b(?:pdf|docx?|rtf|кб|мб)\W*|"
    r"(?:стр\.|страница)\s*\d+(?:\s*из\s*\d+)?|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}",
    re.IGNORECASE,
)
_PIPES = re.compile(r"\|(.*)\|")
_RULE = re.compile(r"[|\s:+=_-]*[-=_]{3,}[|\s:+=_-]*")
_BARE_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*\.|[а-яё]\)|\d{1,3}\)|[-–—•])", re.IGNORECASE)


class _Layout(NamedTuple):
    """``width``: what the text is wrapped at, or 0; ``airy``: empty lines stand between paragraphs."""

    width: int
    airy: bool


def paragraphs(lines: Sequence[Line]) -> tuple[list[Paragraph], list[Block]]:
    """The paragraphs of the act, and what was left out as being around it."""
    kept: list[Line] = []
    around: list[Block] = []
    gap = bold = False
    for line in lines:
        text = re.sub(r"[ \t]+", " ", line.text.translate(_INVISIBLE)).strip()
        cells = line.cells or _cells(line.text)
        if not text or _RULE.fullmatch(text):
            gap = gap or not text
            continue
        if not cells and _is_menu(text):
            around.append(Block("around", text, line.number))
            continue
        stars = text.count("**")
        text = text.replace("**", "").strip()
        one = replace(line, text=text, cells=cells, gap=line.gap or gap, bold=line.bold or bold or stars > 0)
        bold, gap = bold != (stars % 2 == 1), False
        if text or cells:
            kept.append(one)
    body: list[Paragraph] = []
    for whole in _joined(kept):
        if not whole.cells and not is_marked(whole.text) and _ADVERTISING.search(whole.text):
            around.append(Block("around", whole.text, whole.line))
        else:
            body.append(whole)
    return body, around


def _is_menu(text: str) -> bool:
    """Tell whether a line is a site's: an entry of a menu, an address, a page number."""
    return _MENU.fullmatch(text) is not None or _SITE.fullmatch(text) is not None


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a table row drawn with bars or cut with tabs; empty for a line of text."""
    bars = _PIPES.fullmatch(text.strip())
    if bars is not None:
        return tuple(cell.strip() for cell in bars[1].split("|"))
    if "\t" in text.strip():
        cells = tuple(cell.strip() for cell in text.strip("\n ").split("\t"))
        if len([cell for cell in cells if cell]) > 1:
            return cells
    return ()


def _joined(lines: Sequence[Line]) -> list[Paragraph]:
    layout = _layout([line for line in lines if not line.cells])
    out: list[Paragraph] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and out and _goes_on(out[-1], before, line, layout):
            out[-1] = _with(out[-1], line.text)
        else:
            out.append(Paragraph(line.text, line.number, line.cells, line.gap, line.bold))
    return out


def _layout(lines: Sequence[Line]) -> _Layout:
    width = max((len(line.text) for line in lines), default=0)
    broken = sum(
        _is_full(before, line, width) and line.text[:1].islower() and not ended(before.text)
        for before, line in pairwise(lines)
    )
    # sentences broken at the margin are what tells a wrapped text from one with short lines
    wrapped = width in _WRAPS and broken > 1
    return _Layout(width if wrapped else 0, sum(line.gap for line in lines) * 4 > len(lines))


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Tell whether the first word of a line had no room on the line right before it."""
    return not line.gap and len(before.text) + len(line.text.split()[0]) >= 0.95 * width > 0


def _with(one: Paragraph, text: str) -> Paragraph:
    """The paragraph with a line more; a word broken at its hyphen is put together again."""
    glue = "" if re.search(r"\w[-‐‑]$", one.text) else " "
    cells = (*one.cells[:-1], one.cells[-1] + glue + text) if one.cells else ()
    return replace(one, text=one.text + glue + text, cells=cells)


def _goes_on(one: Paragraph, before: Line, line: Line, layout: _Layout) -> bool:
    """Tell whether a line continues the paragraph: the sentence was broken, maybe over an empty line."""
    text, done = line.text, ended(one.text)
    if line.cells:
        return False
    if one.cells:
        return not done and text[:1].islower() and not is_marked(text)
    if _BARE_MARK.fullmatch(one.text):
        return not is_marked(text)
    # in a text wrapped at a fixed width a full line goes on
    full = _is_full(before, line, layout.width)
    if _open_bracket(one.text) and (full or not done) and (not _is_numbered(text) or _closes(text)):
        return True
    if dash(text) is not None:
        return full and not done
    if is_marked(text):
        return False
    full = full and not part_opens(text) and not title_word(text)
    if done:
        return full and layout.airy
    number = text[:1].isdigit() and re.search(r"[а-яё,]$", one.text) is not None
    return full or number or text[:1].islower() or text.startswith(("(", "№"))


def _is_numbered(text: str) -> bool:
    return is_marked(text) and dash(text) is None


def _closes(text: str) -> bool:
    return re.match(r"\d+\)", text) is not None


def _open_bracket(text: str) -> bool:
    bare = re.sub(r"^\W*\w{1,3}\)", "", text)
    return bare.count("(") > bare.count(")") and re.search(r"\([^()]{0,80}$", bare) is not None
