"""The forms of a comparison: their modules, loaded only when asked for."""

from importlib import import_module
from types import ModuleType

from poryadok.cli.refusal import refuse

__all__ = ["FORMATS", "form_module"]

FORMATS = ("text", "markdown", "json", "html", "docx")


def form_module(what: str, output: str) -> ModuleType:
    """The module that lays out ``what`` (``diff``, ``matrix``); DOCX needs a package of its own."""
    try:
        return import_module(f"poryadok.report.comparison.{what}_{output}")
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        refuse("Ошибка: для docx нужно дополнение: pip install 'poryadok[docx]'")
