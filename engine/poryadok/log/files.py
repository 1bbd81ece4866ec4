"""Which files a log consists of, and their digests."""

import glob
import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from poryadok.findings import Finding, Span

__all__ = ["ALL_FORMATS", "EXPORTS", "FORMATS", "digest_of", "expand", "file_finding", "sha256"]

FORMATS: Final = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
EXPORTS: Final = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xes": "xes",
    ".xml": "xes",
    ".json": "cloudevents",
    ".jsonl": "cloudevents",
    ".ndjson": "cloudevents",
}
"""Suffix of an export -> how a mapping reads it, unless it says so itself."""
ALL_FORMATS: Final = {**FORMATS, **EXPORTS}
"""What a mapping can be asked to read: its own log formats, too."""


def file_finding(rule: str, file: str, line: int = 0, **args: str | int) -> Finding:
    """A fault of a whole file; it makes the input wrong as a whole."""
    return Finding(rule, "critical", (), (Span(file, line),), args)


def expand(
    paths: Sequence[str], formats: Collection[str] = tuple(FORMATS)
) -> tuple[list[str], list[Finding]]:
    """Turn paths and globs (`**` included) into files that can be read; a file named twice is read twice.

    formats: the suffixes that can be read.

    A path that exists is itself, brackets and all. Findings: log.no-match, log.missing-file, log.directory,
    log.format, log.xls-old.
    """
    files: list[str] = []
    findings: list[Finding] = []
    for path in paths:
        if Path(path).exists() or not glob.has_magic(path):
            found = [path]
        else:
            named = glob.glob(path, recursive=True)  # noqa: PTH207 - patterns may be absolute
            found = sorted(one for one in named if not Path(one).is_dir())
            if not found:
                findings.append(file_finding("log.no-match", path))
        for one in found:
            fault = _fault(one, formats)
            if fault is None:
                files.append(one)
            else:
                findings.append(fault)
    return files, findings


def _fault(path: str, formats: Collection[str]) -> Finding | None:
    file = Path(path)
    if file.is_dir():
        return file_finding("log.directory", path)
    if not file.exists():
        return file_finding("log.missing-file", path)
    suffix = file.suffix.lower()
    if suffix == ".xls":
        return file_finding("log.xls-page" if _is_page(file) else "log.xls-old", path)
    if suffix not in formats:
        return file_finding("log.format", path, suffix=suffix, expected=", ".join(formats))
    return None


def _is_page(file: Path) -> bool:
    """Tell whether a file is a page or a table in XML that only bears the name of a workbook."""
    try:
        with file.open("rb") as handle:
            return handle.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    except OSError:
        return False


def sha256(path: str) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    with Path(path).open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def digest_of(digests: Sequence[str]) -> str:
    """SHA-256 over the sorted digests of the files: their names and order do not matter."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
