"""The head of the assessment object: instant, digests, counts of the log, norms that wait."""

from collections.abc import Mapping

from poryadok.kernel.assess import Assessment
from poryadok.log.record import Log
from poryadok.report.json_ import undetermined

__all__ = ["head", "log_counts"]


def log_counts(assessment: Assessment, log: Log) -> dict[str, int]:
    """How the log was read; ``unused``: accepted events that no norm used."""
    return {
        "read": log.read,
        "accepted": log.accepted,
        "duplicates": log.duplicates,
        "rejected": log.rejected,
        "unused": int(assessment.unused.sum()),
    }


def head(assessment: Assessment, log: Log, as_of: str, digests: Mapping[str, object]) -> dict[str, object]:
    """All keys of the object before ``obligations``."""
    return {
        "as_of": as_of,
        "digests": dict(digests),
        "log": log_counts(assessment, log),
        "undetermined": undetermined(assessment),
    }
