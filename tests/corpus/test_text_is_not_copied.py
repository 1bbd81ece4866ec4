"""The acts are not stored here: no ten consecutive words of one, no e-mail address, no telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORDERS = ROOT.parent / "shared" / "orders"
TEXT = {".yaml", ".yml", ".py", ".md", ".json", ".jsonl", ".toml", ".txt", ".html", ".csv", ".cfg", ""}
LENGTH = 10
WORD = re.compile(r"[^\W_]+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.-])(\+7|8)[ (-]{1,2}\d{3,5}[ )-]{1,2}\d{1,3}[ -]?\d{2}[ -]?\d{2}(?!\w)")
FOLDERS = ("configs", "examples", "tests", "docs", "engine", "schemas", "benchmarks")


def files() -> Iterator[Path]:
    """The text files of the project's own folders and of its root."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT)
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of ten words, whatever stands between them."""
    words = WORD.findall(text.casefold().replace("ё", "е"))
    return (tuple(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


@pytest.mark.skipif(not ORDERS.is_dir(), reason="the texts of the acts are not at hand")
def test_no_ten_words_of_an_act() -> None:
    of_acts = {phrase for act in ORDERS.glob("*.txt") for phrase in phrases(text_of(act))}
    assert len(of_acts) > 1000
    copied = [
        f"{path.relative_to(ROOT)}: {' '.join(phrase)}"
        for path in files()
        for phrase in phrases(text_of(path))
        if phrase in of_acts
    ]
    assert copied == []


def test_no_contacts_of_people() -> None:
    found = []
    for path in files():
        if path.is_relative_to(ROOT / "configs") or path.is_relative_to(ROOT / "examples"):
            found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in EMAIL.finditer(text_of(path))]
            found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in PHONE.finditer(text_of(path))]
    assert found == []


@pytest.mark.skipif(not ORDERS.is_dir(), reason="the texts of the acts are not at hand")
def test_no_name_of_a_person_of_the_acts() -> None:
    patronymic = re.compile(r"\b[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична)\b")
    names = {name for act in ORDERS.glob("*.txt") for name in patronymic.findall(text_of(act))}
    assert names
    surnames = {name.split(" ")[0] for name in names}
    for path in files():
        if path.is_relative_to(ROOT / "configs") or path.is_relative_to(ROOT / "examples"):
            words = set(re.findall(r"[А-ЯЁ][а-яё]+", text_of(path)))
            assert not words & surnames, path


def test_the_patterns_find_what_they_look_for() -> None:
    assert EMAIL.search("почта: ivanov" + "@" + "example.org")
    assert PHONE.search("тел. 8 (800) 555-35-35")
    assert PHONE.search("+7 800 555 35 35")
    assert not PHONE.search("2026-03-18T23:59:59+05:00")
