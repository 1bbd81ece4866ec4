"""The rules that exist: found by looking into ``rules``, so that a new rule is one new file."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from poryadok.findings import Severity
from poryadok.onboard.lint import rules as package
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["PREFIX", "LintRule", "all_rules", "full_id"]

PREFIX = "lint."


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule: its id (``lint.norm-without-bearer``), usual severity, page (Russian) and check.

    ``needs_act``: it reads the act's text. ``late``: it runs after all others.
    """

    id: str
    severity: Severity
    page: str
    needs_act: bool
    late: bool
    check: Callable[[Subject], Iterator[Issue]]

    @property
    def title(self) -> str:
        """The first line of the page, without the full stop."""
        return self.page.split("\n", 1)[0].rstrip(".")


@cache
def all_rules() -> dict[str, LintRule]:
    """All rules by id, sorted."""
    found = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        loaded = import_module(f"{package.__name__}.{module.name}")
        name = full_id(module.name.replace("_", "-"))
        found[name] = LintRule(
            name,
            loaded.SEVERITY,
            (loaded.__doc__ or "").strip(),
            getattr(loaded, "NEEDS_ACT", False),
            getattr(loaded, "LATE", False),
            loaded.check,
        )
    return found


def full_id(name: str) -> str:
    """The id of a rule named with or without the prefix."""
    return name if name.startswith(PREFIX) else PREFIX + name
