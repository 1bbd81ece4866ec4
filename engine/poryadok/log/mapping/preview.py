"""The first rows of an export, mapped one by one for people to look at."""

from poryadok.findings import Finding
from poryadok.log.files import file_finding
from poryadok.log.mapping.convert import Converter, open_export
from poryadok.log.mapping.prepare import prepared
from poryadok.log.mapping.rows import RowMapper, RowResult
from poryadok.log.record import Rejection

__all__ = ["previews"]

Preview = tuple[int, RowResult, list[Rejection]]


def previews(converter: Converter, path: str, most: int) -> tuple[list[Preview], list[Finding]]:
    """Row number, what becomes of the row, its reasons as they may be shown; or the file's faults."""
    mapping = converter.mapping
    found: list[Preview] = []
    try:
        opened = open_export(path, mapping)
        if isinstance(opened, tuple):
            return [], list(opened)
        one = RowMapper(mapping, converter.places, opened.native, opened.from_1904)
        heads = opened.header.heads
        for part in opened.parts:
            if part.findings:
                return [], list(part.findings)
            if part.rows.is_empty():
                continue
            ready = prepared(part.rows, opened.header, mapping, not found)
            for row in ready.rows.head(most - len(found)).iter_rows(named=True):
                line = row.pop("_line")
                result = one.map(row)
                found.append((line, result, converter.rejections(path, line, result, heads)))
            if len(found) >= most:
                break
    except OSError as error:
        return [], [file_finding("log.unreadable", path, error=error.strerror or "")]
    return found, []
