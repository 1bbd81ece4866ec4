"""The lines of an act's file: plain text, a Word document, or a PDF with text."""

from pathlib import Path

from poryadok.findings import Finding, Span
from poryadok.onboard.act.model import Line

__all__ = ["MAX_BYTES", "read_lines", "text_lines"]

MAX_BYTES = 64 * 1024 * 1024


def read_lines(path: Path) -> tuple[list[Line], tuple[Finding, ...]]:
    """The lines of ``path``, or what keeps them from being read."""
    suffix = path.suffix.lower()
    if suffix not in (".txt", ".docx", ".pdf"):
        return [], (_finding(path, "act.format", suffix=suffix or "—"),)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        rule = "act.missing" if isinstance(error, FileNotFoundError) else "act.unreadable"
        return [], (_finding(path, rule, reason=error.strerror or type(error).__name__),)
    if len(raw) > MAX_BYTES:
        return [], (_finding(path, "act.too-large", limit=MAX_BYTES // 1024 // 1024),)
    if suffix == ".docx":
        return _document(path, raw)
    if suffix == ".pdf":
        return _pdf(path, raw)
    text = _decoded(raw)
    return ([], (_finding(path, "act.encoding"),)) if text is None else (text_lines(text), ())


def text_lines(text: str) -> list[Line]:
    """The lines of a text, numbered from 1."""
    return [Line(number, line) for number, line in enumerate(text.replace("\f", "\n").split("\n"), 1)]


def _document(path: Path, raw: bytes) -> tuple[list[Line], tuple[Finding, ...]]:
    from poryadok.onboard.act.word import NotWord, document_lines

    try:
        return document_lines(raw), ()
    except NotWord as error:
        return [], (_finding(path, "act.not-word", reason=str(error)),)


def _pdf(path: Path, raw: bytes) -> tuple[list[Line], tuple[Finding, ...]]:
    try:
        from poryadok.onboard.act.pdf import NotReadable, pdf_text
    except ImportError:
        return [], (_finding(path, "act.no-pdf"),)
    try:
        return text_lines(pdf_text(raw)), ()
    except NotReadable as error:
        return [], (_finding(path, error.rule, reason=str(error)),)


def _decoded(raw: bytes) -> str | None:
    """UTF-8, UTF-16 with its mark, or cp1251 that reads as Russian; None for anything else."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = [char for char in text if char.isalpha()]
        russian = sum("а" <= char.lower() <= "я" for char in letters)
        if "\0" in text or (encoding == "cp1251" and russian * 2 < len(letters)):
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _finding(path: Path, rule: str, **args: str | int) -> Finding:
    return Finding(rule, "critical", (), (Span(path.as_posix()),), args)
