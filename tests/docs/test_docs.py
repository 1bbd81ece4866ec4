"""The documents point at what is there: links, commands, options."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from docs.support import DOCS, PAGES, ROOT, fenced, headings, links
from poryadok.cli.main import COMMANDS, cli

CLI_PAGE = DOCS / "cli.md"
README = ROOT / "README.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / unquote(name) if name else page
        if not target.exists() or (anchor and unquote(anchor) not in headings(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reachable_from_the_readme() -> None:
    named = {(README.parent / link.partition("#")[0]).resolve() for link in links(README)}
    assert [page.name for page in DOCS.glob("*.md") if page.resolve() not in named] == []


def _command(name: str) -> click.Command:
    with click.Context(cli) as ctx:
        found = cli.get_command(ctx, name)  # type: ignore[attr-defined]
    assert isinstance(found, click.Command)
    return found


def _options(command: click.Command) -> set[str]:
    return {name for one in command.params if isinstance(one, click.Option) for name in one.opts}


def _members(name: str) -> dict[str, click.Command]:
    """The commands of a group by the words that call them, ``new profile``; of another command itself."""
    command = _command(name)
    if not isinstance(command, click.Group):
        return {name: command}
    with click.Context(command) as ctx:
        return {f"{name} {one}": _found(command.get_command(ctx, one)) for one in command.list_commands(ctx)}


def _found(command: click.Command | None) -> click.Command:
    assert command is not None
    return command


def _subsections(name: str) -> dict[str, str]:
    """Each `### group member` part of a command's section; of a command that is no group, all of it."""
    parts = re.split(r"^### (`.+`)$", _sections()[name], flags=re.MULTILINE)
    found = zip(parts[1::2], parts[2::2], strict=True)
    return {one.strip("` "): body for one, body in found} or {name: _sections()[name]}


def _sections() -> dict[str, str]:
    """Each `## command` section of the page by the command's name."""
    parts = re.split(r"^## (.+)$", CLI_PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = zip(parts[1::2], parts[2::2], strict=True)
    return {name.strip("` "): body for name, body in found if name.startswith("`")}


def test_every_command_has_its_section() -> None:
    assert list(_sections()) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_member_of_a_group_has_its_part(name: str) -> None:
    assert list(_subsections(name)) == list(_members(name))


@pytest.mark.parametrize(
    ("name", "member"), [(name, member) for name in COMMANDS for member in _members(name)]
)
def test_the_options_named_are_those_that_exist(name: str, member: str) -> None:
    text = _subsections(name)[member]
    table = re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE)
    common = set(re.findall(r"^\| `(--[a-z-]+)", _sections_before_commands(), re.MULTILINE))
    known = _options(_members(name)[member])
    assert set(table) <= known
    assert known <= set(table) | common
    assert set(re.findall(r"--[a-z][a-z-]+", text)) <= known


def _sections_before_commands() -> str:
    return CLI_PAGE.read_text(encoding="utf-8").split("\n## `", 1)[0]


def test_commands_in_examples_exist() -> None:
    for page in PAGES:
        for language in ("", "sh", "shell", "console", "powershell", "yaml"):
            for text in fenced(page, language):
                for name, member in re.findall(r"\bporyadok(?:\.exe)? ([a-z]+)(?: ([a-z]+)\b)?", text):
                    assert name in COMMANDS, (page.name, name)
                    members = _members(name)
                    assert name in members or f"{name} {member}" in members, (page.name, name, member)


def test_the_readme_begins_with_the_two_commands() -> None:
    first, second = fenced(README, "sh")[:2]
    install = "python3 -m venv .venv && .venv/bin/pip install -q"
    assert first.startswith(f"{install} . && .venv/bin/poryadok check --events 'examples/*.jsonl' ")
    assert second == f"{install} -e '.[test]' && .venv/bin/python -m pytest -q -n auto\n"
    as_of = (ROOT / "examples" / "AS_OF").read_text(encoding="utf-8").strip()
    assert first.endswith(f" --as-of {as_of}\n")
    assert len(README.read_text(encoding="utf-8").splitlines()) < 150
