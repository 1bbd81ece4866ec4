"""Reading Markdown: fenced blocks, links, headings."""

import re
from pathlib import Path
from typing import Any

import yaml

__all__ = ["DOCS", "PAGES", "ROOT", "fenced", "headings", "links", "plain_yaml"]

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])

_FENCE = re.compile(r"^```([a-z]*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fenced(page: Path, language: str) -> list[str]:
    """The texts of the fenced blocks of one language."""
    return [text for name, text in _FENCE.findall(page.read_text(encoding="utf-8")) if name == language]


def _prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """The targets of the inline links outside fenced blocks."""
    return re.findall(r"\]\(([^)\s]+)\)", _prose(page))


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#{1,6} +(.+)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in found}


class _Plain(yaml.SafeLoader):
    """Dates and instants stay text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if not tag.endswith(":timestamp")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain_yaml(text: str) -> Any:
    """Read an example."""
    return yaml.load(text, Loader=_Plain)
