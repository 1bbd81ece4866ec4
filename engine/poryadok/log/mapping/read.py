"""Exports read into one log by a mapping."""

from collections.abc import Sequence
from dataclasses import replace

from poryadok.log.files import ALL_FORMATS, digest_of
from poryadok.log.mapping.convert import Converter
from poryadok.log.read import DETAILS, read_log
from poryadok.log.record import Log
from poryadok.log.rules import LogRules

__all__ = ["read_mapped"]


def read_mapped(paths: Sequence[str], rules: LogRules, converter: Converter, details: int = DETAILS) -> Log:
    """Read exports; the converter then holds the account of their rows. The log's own account is of events.

    The digest is of the files and of the mapping, which decides what they say.
    """
    log = read_log(paths, rules, details, convert=converter, formats=ALL_FORMATS)
    return replace(
        log,
        rejections=[converter.placed(one) for one in log.rejections],
        digest=digest_of([log.digest, converter.mapping.digest]),
    )
