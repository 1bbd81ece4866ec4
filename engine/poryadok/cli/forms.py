"""The forms of a comparison: their modules, loaded only when asked for."""

from importlib import import_module
from types import ModuleType

__all__ = ["FORMATS", "form_module"]

FORMATS = ("text", "markdown", "json", "html", "docx")


def form_module(what: str, output: str) -> ModuleType:
    """The module that lays out ``what`` (``diff``, ``matrix``)."""
    return import_module(f"poryadok.report.comparison.{what}_{output}")
