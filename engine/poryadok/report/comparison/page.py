"""Self-contained HTML pages from the templates of this package: no network, everything escaped."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["rendered"]


@cache
def _text(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _inline(name: str) -> Markup:
    """A style sheet or a script of the package, as it stands; it holds nothing from outside."""
    return Markup(_text(name).strip())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["inline"] = _inline
    return environment


def rendered(template: str, **values: Any) -> bytes:
    """The page as UTF-8; a name that the template uses and nobody gave is an error of ours."""
    return _environment().get_template(template).render(**values).encode()
