"""Hypothesis strategies: profiles, logs and instants that lie on the boundaries of the semantics."""

from strategies.logs import as_ofs, logs, scenario
from strategies.profiles import profiles

__all__ = ["as_ofs", "logs", "profiles", "scenario"]
