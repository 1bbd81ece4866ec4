"""How exports were read, in Russian: the account of rows, rejected rows, a preview."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from poryadok.log.mapping.convert import FileReport
from poryadok.log.mapping.rows import RowResult
from poryadok.log.record import Quarantine, Rejection
from poryadok.report.rejections import describe, parts
from poryadok.report.words import plural, printable

__all__ = ["preview_lines", "rejected_csv", "rejected_lines", "report_lines"]

_HEAD = ("файл", "строка", "столбец", "поле", "событие", "значение", "причина", "ожидалось", "возможно")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def report_lines(report: FileReport) -> Iterator[str]:
    """The account of one export: where its header is, and the equation of its rows."""
    where = [f"шапка в строке {report.header}"] if report.header else []
    where += [f"лист «{report.sheet}»"] if report.sheet else []
    where += [f"кодировка {report.encoding}"] if report.encoding else []
    where += [f"разделитель «{report.delimiter}»"] if report.delimiter else []
    tail = f" ({', '.join(where)})" if where else ""
    yield printable(
        f"{report.file}{tail}: прочитано строк {report.read} = использовано {report.used} + "
        f"пропущено по условиям {report.filtered} + служебных (итоги, повтор шапки) {report.service} + "
        f"отклонено {report.rejected}; событий {report.events}"
    )
    if report.assumed:
        many = plural(report.assumed, "событие", "события", "событий")
        yield printable(
            f"{report.file}: у даты не было времени: {many}; взято время из сопоставления (no_time). "
            "Вывод по срокам в часах и минутах от него зависит"
        )


def rejected_lines(quarantine: Quarantine, most: int) -> Iterator[str]:
    """The first rejected rows, one line for each reason, and how many more there are."""
    shown = sorted(quarantine.rejections, key=lambda one: (one.file, one.line))[:most]
    for rejection in shown:
        yield f"строка отклонена: {describe(rejection)}"
    more = quarantine.records - len({(one.file, one.line) for one in shown})
    if more > 0 and most:
        yield f"отклонено ещё строк: {more}"


def rejected_csv(rejections: Iterable[Rejection]) -> Iterator[bytes]:
    """All rejections as CSV for a Russian Excel; no cell is taken for a formula."""
    yield b"\xef\xbb\xbf" + _row(_HEAD)
    for one in sorted(rejections, key=lambda one: (one.file, one.line)):
        text, expected = parts(one)
        event = one.id or ""
        yield _row(
            (one.file, str(one.line), one.head, one.field, event, one.value, text, expected, one.nearest)
        )


def _row(cells: Sequence[str]) -> bytes:
    safe = [f"'{one}" if one.startswith(_FORMULA) else one for one in map(printable, cells)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(safe)
    return buffer.getvalue().encode()


def preview_lines(line: int, result: RowResult, reasons: Iterable[Rejection]) -> Iterator[str]:
    """What becomes of one row, for people."""
    if result.state == "filtered":
        yield f"строка {line}: пропущена по условиям rows"
    elif result.state == "rejected":
        yield f"строка {line}: отклонена"
        for one in reasons:
            text, expected = parts(one)
            head = f"столбец «{one.head}»: " if one.head else ""
            yield printable(f"  {head}{text}; ожидалось: {expected}")
    else:
        yield f"строка {line}: {plural(len(result.events), 'событие', 'события', 'событий')}"
        for event in result.events:
            yield printable("  " + ", ".join(f"{name}={value}" for name, value in event.items()))
