"""``poryadok diff --driver``: what git calls for each changed file, so that ``git diff`` speaks law.

git gives the two blobs of one file and no revision; the other layers are those of the working tree. It stops
at a driver that fails: whatever is wrong with a text is said in the answer, and the exit code is 0.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from poryadok.cli.diff import finished
from poryadok.compare.changed import Changed, Side, changed, once_each
from poryadok.compare.differences import diff
from poryadok.compare.revisions import Tree, TreeLibrary
from poryadok.norms.files import is_layer, is_profile, root_of
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.diff_text import render
from poryadok.report.diagnostics import render_all

__all__ = ["run_driver"]


class _Call(NamedTuple):
    """One call by git: the file's name on each side and where its content lies (None: no such file)."""

    old_name: str
    old: Path | None
    new_name: str
    new: Path | None


def run_driver(arguments: Sequence[str], configs: Path | None, layers: Sequence[Path]) -> None:
    """Answer one call by git. Raises click.UsageError where this is no such call."""
    if len(arguments) == 1:
        click.echo(f"{arguments[0]}: файл не слит, сравнивать нечего")
        return
    if len(arguments) not in (7, 9):
        raise click.UsageError(
            "--driver вызывает git: git config diff.poryadok.command 'poryadok diff --driver'; "
            "самим сравнить с ревизией — --git РЕВИЗИЯ"
        )
    call = _Call(
        arguments[0],
        _content(arguments[1], arguments[2]),
        arguments[7] if len(arguments) == 9 else arguments[0],
        _content(arguments[4], arguments[5]),
    )
    for line in _answer(call, configs, layers):
        click.echo(line)


def _content(path: str, digest: str) -> Path | None:
    """The file with a side's content; a missing side is ``/dev/null`` with a dot for its hash."""
    return None if digest == "." or path == "/dev/null" else Path(path)


def _answer(call: _Call, configs: Path | None, layers: Sequence[Path]) -> Iterator[str]:
    name = call.old_name if call.old_name == call.new_name else f"{call.old_name} → {call.new_name}"
    found_root = configs or root_of(Path(call.new_name))
    root = None if found_root is None else found_root.resolve()
    places = [Path(one).absolute() for one in (call.old_name, call.new_name)]
    if root is None or not any(is_profile(one, root) or is_layer(one, root) for one in places):
        yield f"{name}: не слой профиля: тексты норм те же; построчно — git diff --no-ext-diff"
        return
    ids = {_profile_of(one, root) for one in places}
    sides = [_side("a/", root, call, layers), _side("b/", root, call, layers)]
    found = changed(sides[0], sides[1], [] if None in ids else sorted(one for one in ids if one is not None))
    yield f"{name}: что изменилось в праве (прочие слои — из рабочей папки)"
    if found.nothing:
        yield "Ничего: профили те же."
    yield from _said(found, sides)


def _said(found: Changed, sides: Sequence[Side]) -> Iterator[str]:
    for word, names in (("Новый профиль", found.added), ("Профиль удалён", found.removed)):
        for name in names:
            yield f"{word}: {name}"
    vocabulary: Vocabulary = sides[1].library.vocabulary
    for one in once_each([diff(a, b) for a, b in found.pairs]):
        yield ""
        yield from render(finished(one), vocabulary)
    if found.findings:
        yield ""
        yield "Не сравнить, профиль негоден:"
        libraries = [side.library for side in sides]
        yield render_all(
            found.findings, lambda file: next((p for one in libraries if (p := one.source(file))), None)
        )


def _profile_of(path: Path, root: Path) -> str | None:
    """The only profile that a file can touch; None for a shared layer."""
    if is_profile(path, root):
        return path.stem
    return path.parent.name.removesuffix(".d") if path.parent.name.endswith(".d") else None


def _side(prefix: str, root: Path, call: _Call, layers: Sequence[Path]) -> Side:
    """The configuration of the working tree with the file as it is on one side."""
    tree = Tree(prefix)
    base = Path.cwd() if root.is_relative_to(Path.cwd()) else root.parent
    below = root.relative_to(base).as_posix()
    name, content = (call.old_name, call.old) if prefix == "a/" else (call.new_name, call.new)
    own = {Path(one).absolute() for one in (call.old_name, call.new_name)}
    for path in root.rglob("*.yaml"):
        if path not in own and path.is_file():
            tree.write(path.relative_to(base).as_posix(), path.read_bytes())
    if content is not None:
        tree.write(Path(name).absolute().relative_to(base).as_posix(), content.read_bytes())
    library = TreeLibrary(tree, below, layers)
    return Side(library, lambda one: library.name(one.file))
