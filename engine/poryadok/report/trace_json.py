"""Clause coverage as JSON (``schemas/trace.schema.json``)."""

import json

from poryadok.onboard.coverage import Coverage

__all__ = ["trace_json"]


def trace_json(coverage: Coverage) -> str:
    """One object with four lists, in the order of the act; where a clause is missing, of the profile."""
    clauses = coverage.act.clauses
    body = {
        "clauses": [
            {"locator": locator, "bound": ids, "fingerprint": clauses[locator].fingerprint}
            for locator, ids in coverage.bound.items()
        ],
        "unbound": coverage.unbound,
        "dangling": [{"locator": locator, "bound": ids} for locator, ids in coverage.dangling.items()],
        "drifted": [
            {"locator": locator, "bound": ids, "fingerprint": clauses[locator].fingerprint}
            for locator, ids in coverage.drifted.items()
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)
