"""How an operand is written: ``ID``, ``PATH``, ``git:REV:PATH``, each with ``@YYYY-MM-DD`` or without."""

import re
from datetime import date
from pathlib import Path, PurePosixPath

__all__ = ["clean", "cut_day", "day_of", "is_dir", "is_file", "is_path", "split_revision"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def split_revision(name: str) -> tuple[str, str] | None:
    """Revision and path of ``git:REV:PATH``, cut at the first colon outside braces; None for another form.

    A revision may hold colons in braces: ``main@{2024-01-01 12:00}``.
    """
    text = name.removeprefix("git:")
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == ":" and depth == 0:
            return (text[:index], text[index + 1 :]) if index and text[index + 1 :] else None
    return None


def cut_day(text: str) -> tuple[str, str | None]:
    """A name and what stands after its last ``@``; an ``@`` in the middle of a path is part of the path."""
    name, at, day = text.rpartition("@")
    if not at or not name or is_path(day):
        return text, None
    return name, day


def day_of(text: str) -> date | None:
    """A day of the calendar written ``YYYY-MM-DD``, None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def is_path(name: str) -> bool:
    """Tell a path from an id."""
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def is_file(name: str | Path) -> bool:
    """Tell whether there is a file of that name."""
    try:
        return Path(name).is_file()
    except OSError:  # a name longer than any file's
        return False


def is_dir(name: str | Path) -> bool:
    """Tell whether there is a folder of that name."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


def clean(path: str) -> str:
    """A path below the top as git writes it."""
    return PurePosixPath(path.replace("\\", "/")).as_posix()
