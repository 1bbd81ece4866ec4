"""One verdict as a lawyer reads it: facts, norm, count, readings, conclusion."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from poryadok.report import words

__all__ = ["norm_lines", "obligation_lines"]

_ROLES = {
    "opened": "с него начинается обязанность",
    "closed": "исполнение",
    "cancelled": "обязанность прекращена",
    "extended": "срок продлён",
    "first": "действие, которое должно быть раньше",
    "counted": "засчитано",
    "other-reading": "имеет значение только при другом прочтении",
    "none": "на эту обязанность не влияет",
}
_ACTS = {"decision": "решение", "resolution": "постановление", "order": "распоряжение", "law": "закон"}
_SEVERITIES = {
    "critical": "критический",
    "high": "серьёзный",
    "medium": "средний",
    "low": "малый",
    "editorial": "редакционный",
}

Record = Mapping[str, Any]


def obligation_lines(made: Record) -> Iterator[str]:
    """The explanation of one obligation."""
    row = made["obligation"]
    yield f"Обязанность {words.printable(row['id'])}"
    note = " — вывод спорный" if row["contested"] else ""
    yield f"на {_as_of(made['as_of'])}: {words.STATUSES[row['status']]}{note}"
    yield ""
    yield from _norm_lines(made, row["clause"])
    yield ""
    yield from _fact_lines(made)
    yield ""
    yield from _count_lines(row, made["questions"])
    yield ""
    yield from _reading_lines(row, made["questions"])
    yield from _flip_lines(made)
    yield ""
    yield from _conclusion(row)
    yield from _beside_lines(made)
    yield from _defect_lines(made["defects"])
    yield ""
    yield from digest_lines(made["digests"])


def norm_lines(made: Record, listed: Sequence[str], more: int) -> Iterator[str]:
    """The explanation of a norm by itself; ``listed``: some of its obligations, ``more``: how many others."""
    norm = made["norm"]
    yield f"Норма {norm['municipality']}/{norm['id']} на {_as_of(made['as_of'])}"
    yield ""
    yield from _norm_lines(made, None)
    if made["awaits"]:
        yield ""
        yield "Ждёт местного решения: до него норма ничего не открывает и сроков не имеет."
        for one in made["awaits"]:
            yield f"  {one['text']}"
    if norm["kind"] in ("standing", "right", "power", "declaration"):
        yield ""
        yield "Сроков по ней не бывает: она только перечисляется и сравнивается."
    if made["questions"]:
        yield ""
        yield "Вопросы толкования:"
        for question in made["questions"]:
            yield from _question_lines(question)
    yield from _defect_lines(made["defects"])
    if listed:
        yield ""
        counts = ", ".join(f"{words.STATUSES[name]} — {n}" for name, n in made["statuses"].items())
        yield f"Обязанности: {counts}"
        yield from (f"  {words.printable(name)}" for name in listed)
        if more:
            yield f"  … и ещё {more}"
    elif not made["awaits"] and norm["kind"] not in ("standing", "right", "power", "declaration"):
        yield ""
        yield "Обязанностей по ней к этому моменту нет."
    yield ""
    yield from digest_lines(made["digests"])


def _as_of(text: str) -> str:
    if len(text) == 10:
        return f"{words.day_of_year(date.fromisoformat(text))}, конец дня по местному времени"
    return text


def _norm_lines(made: Record, clause: str | None) -> Iterator[str]:
    norm, act = made["norm"], made["norm"]["act"]
    yield f"Норма: {norm['title']} ({norm['id']})"
    yield f"  муниципалитет: {norm['municipality_name']}, время {norm['timezone']}"
    yield f"  вид: {words.KINDS[norm['kind']]}; {words.MODALITIES[norm['modality']]}"
    for name, title in (("bearer", "кто обязан"), ("counterparty", "перед кем")):
        found = made[name]
        if found:
            place = f", {found['clause']}" if found["clause"] else ""
            yield f"  {title}: {found['title']}{place}"
    if norm["head_of_sector"] and not made["bearer"]:
        yield "  кто обязан: руководитель отрасли события; по этому событию он не определён"
    own = f"{_ACTS.get(act['kind'], 'акт')} от {_short(act['date'])} № {act['number']}, {act['issuer']}"
    for one in norm["sources"]:
        mark = " (основное место)" if clause and one["locator"] == clause and len(norm["sources"]) > 1 else ""
        yield f"  основание: {one['locator'] or 'не указано'} — {one['act'] or own}{mark}"
    if clause and all(one["locator"] != clause for one in norm["sources"]):
        yield f"  особое место для этого случая: {clause}"
    for one in norm["alongside"]:
        yield f"  о том же: {one['title']} ({one['norm']})"
    start, end = norm["in_force"]["from"], norm["in_force"]["to"]
    if start or end:
        yield f"  действует{f' с {_short(start)}' if start else ''}{f' по {_short(end)}' if end else ''}"


def _short(day: str | None) -> str:
    """«23.12.2021» of an ISO date."""
    return date.fromisoformat(day).strftime("%d.%m.%Y") if day else "—"


def _fact_lines(made: Record) -> Iterator[str]:
    row = made["obligation"]
    yield "Факты:"
    if row["period"]:
        yield f"  период: {words.period(row['period'])}; открыто {words.written(row['opened_at'])}"
    if row["sector"]:
        yield f"  отрасль: {row['sector']}"
    for one in made["events"]:
        text = f"{words.written(one['time'])}  {one['title']} ({one['type']}), событие {one['id']}"
        yield f"  {words.printable(text)} — {_ROLES[one['role']]}"
    if not made["events"]:
        yield "  событий, которые её касаются, в журнале нет"


def _count_lines(row: Record, questions: Sequence[Record]) -> Iterator[str]:
    yield "Счёт:"
    last: Record | None = None
    several = len({tuple(step["choice"].items()) for step in row["steps"]}) > 1
    number = 0
    for step in row["steps"]:
        if several and step["choice"] != last:
            yield f"  при прочтении {_choice(step['choice'], questions)}:"
            number = 0
        last = step["choice"]
        number += 1
        span = [words.written(step[name]) for name in ("before", "after") if step[name]]
        clause = f" [{step['clause']}]" if step["clause"] else ""
        yield f"  {number}. {words.printable(step['reason'])}{clause}"
        if span:
            yield f"     {' → '.join(span)}"


def _choice(choice: Mapping[str, str], questions: Sequence[Record]) -> str:
    """«вопрос: ответ», with what is not adopted marked."""
    adopted = {question["id"]: question["adopted"] for question in questions}
    parts = [
        f"{name} = {answer}" + ("" if adopted.get(name) in (answer, None) else " (не принято)")
        for name, answer in choice.items()
    ]
    return ", ".join(parts) or "единственном"


def _reading_lines(row: Record, questions: Sequence[Record]) -> Iterator[str]:
    yield "Прочтения:"
    if not questions:
        yield "  вопросов толкования нет"
    for reading in row["readings"]:
        due = f"срок {words.written(reading['due_at'])}" if reading["due_at"] else "без срока"
        name = _choice(reading["choice"], questions)
        yield f"  {name}: {due}; {words.STATUSES[reading['status']]}" if questions else f"  {due}"
    for question in questions:
        yield from _question_lines(question)


def _question_lines(question: Record) -> Iterator[str]:
    clause = f" [{question['clause']}]" if question["clause"] else ""
    yield f"  вопрос {question['id']}: {question['title']}{clause}"
    for one in question["alternatives"]:
        mark = " — принято" if one["id"] == question["adopted"] else ""
        basis = f"; основание: {one['basis']}" if one["basis"] else ""
        yield f"    {one['id']}: {one['title']}{basis}{mark}"
    if question["adopted"] is None:
        yield "    принятого ответа нет"


def _flip_lines(made: Record) -> Iterator[str]:
    if not made["obligation"]["contested"]:
        return
    questions = {question["id"]: question for question in made["questions"]}
    yield ""
    yield "Вывод спорный: при одних прочтениях нарушение есть, при других нет. Решает:"
    for flip in made["flips"]:
        for name, answer in flip["changed"].items():
            question = questions[name]
            found = {one["id"]: one for one in question["alternatives"]}
            held, other = found[flip["held"][name]], found[answer]
            basis = f" ({other['basis']})" if other["basis"] else ""
            yield f"  {name} — {question['title']} Вместо «{held['title']}» — «{other['title']}»{basis}"
        due = f", срок {words.written(flip['due_at'])}" if flip["due_at"] else ""
        yield f"    тогда: {words.STATUSES[flip['status']]}{due}"


def _conclusion(row: Record) -> Iterator[str]:
    if row["kind"] != "precedence":
        if row["due_at"]:
            yield f"Срок: {words.written(row['due_at'])}"
            if row["nominal_due_at"] != row["due_at"]:
                yield f"  до переноса: {words.written(row['nominal_due_at'])}"
        else:
            yield f"Срок: {_no_due(row)}"
        if row["safe_due_at"]:
            yield f"Безопасный срок (при любом прочтении): {words.written(row['safe_due_at'])}"
        else:
            yield (
                "Безопасного срока назвать нельзя."
                if row["status"] == "undetermined"
                else "Безопасного срока нет."
            )
    done = {"cancelled": "Прекращено"}.get(row["status"], "Исполнено")
    if row["closed_at"] and row["kind"] != "precedence":
        yield f"{done}: {words.written(row['closed_at'])}, событие {words.printable(str(row['closed_by']))}"
    breach = row["status"] in ("late", "overdue", "violated")
    note = "" if not breach or row["modality"] == "duty" else f" ({words.MODALITIES[row['modality']]})"
    yield f"Вывод: {words.STATUSES[row['status']]}{note}.{' Спорно.' if row['contested'] else ''}"


def _no_due(row: Record) -> str:
    dues = {one["due_at"] for one in row["readings"] if one["status"] not in ("rejected", "not-applicable")}
    if len(dues - {None}) > 1:
        return "прочтения расходятся, одного срока нет"
    return "вычислить нельзя" if row["status"] == "undetermined" else "нет"


def _beside_lines(made: Record) -> Iterator[str]:
    """The obligations of other layers of law in the same case, and which is the stricter."""
    row, others = made["obligation"], made["alongside"]["obligations"]
    if not others:
        return
    yield ""
    yield "О том же деле:"
    for one in others:
        due = f"срок {words.written(one['due_at'])}" if one["due_at"] else "срока нет или он не вычислен"
        place = f" [{one['clause']}]" if one["clause"] else ""
        title = f"{words.printable(one['id'])} — {one['title']}{place}"
        yield f"  {title}: {due}; {words.STATUSES[one['status']]}"
    name = made["alongside"]["stricter"]
    strict = next((one for one in (row, *others) if one["id"] == name), None)
    if strict is None:
        same = row["due_at"] and all(one["due_at"] == row["due_at"] for one in others)
        yield "  сроки совпадают" if same else "  какая строже, сказать нельзя"
    else:
        which = "эта обязанность" if strict is row else words.printable(str(name))
        place = f" [{strict['clause']}]" if strict["clause"] else ""
        yield f"  строже {which}{place}: срок раньше"


def _defect_lines(defects: Sequence[Record]) -> Iterator[str]:
    if defects:
        yield ""
        yield "Дефекты акта, которые касаются этой нормы:"
        for one in defects:
            severity = _SEVERITIES.get(one["severity"], one["severity"])
            yield f"  {one['locator']} ({severity}): {one['effect']}"


def digest_lines(digests: Record) -> Iterator[str]:
    """What the verdict was derived from."""
    yield "Получено из (SHA-256):"
    names = {"engine": "программа", "calendars": "календари", "vocabulary": "словарь", "log": "журнал"}
    for name, title in names.items():
        yield f"  {title}: {digests[name]}"
    for profile, digest in digests["profiles"].items():
        yield f"  профиль {profile}: {digest}"
