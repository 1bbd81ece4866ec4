"""Questions to the person at the terminal; without a terminal nothing is asked."""

import sys
from collections.abc import Callable, Mapping

import click

__all__ = ["ask", "interactive"]


def interactive() -> bool:
    """Tell whether somebody is there to answer: standard input is open and is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def ask(
    words: str,
    given: str | None,
    *,
    choices: Mapping[str, str] | None = None,
    default: str = "",
    wrong: Callable[[str], str | None] = lambda _: None,
) -> str | None:
    """The value given on the command line, or the answer; None for an answer left empty, and unasked.

    ``choices`` (value -> Russian words) are chosen by number, by words or by value. ``wrong`` says what is
    wrong with an answer; it is asked again then.
    """
    if given is not None or not interactive():
        return given
    listed = list(choices or {})
    if choices:
        words += ": " + ", ".join(f"{number} – {choices[one]}" for number, one in enumerate(listed, 1))
    while True:
        answer: str = click.prompt(words, default=default, show_default=bool(default), err=True).strip()
        if not answer:
            return None
        if not choices:
            problem = wrong(answer)
            if problem is None:
                return answer
        else:
            for number, one in enumerate(listed, 1):
                if answer.casefold() in (str(number), one, choices[one]):
                    return one
            problem = f"число от 1 до {len(listed)}"
        click.echo(f"  не подходит: {problem}", err=True)
