"""``poryadok explain``: what a lawyer reads, and what is said of an id that is not there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli_world import records, write_log
from poryadok.cli.main import cli

EVENTS = [
    (
        "r1",
        "2023-12-06T10:00:00+03:00",
        "appeal.registered",
        "kuzhmara",
        {"case": "A/1#2", "channel": "59-fz"},
    ),
    ("r2", "2023-12-20T10:00:00+03:00", "appeal.extended", "kuzhmara", {"case": "A/1#2"}),
    ("r3", "2024-03-20T10:00:00+03:00", "appeal.extended", "kuzhmara", {"case": "A/1#2"}),
    ("m1", "2024-07-20T12:30:00+03:00", "misinfo.notified", "kuzhmara", {"case": "M-1"}),
    ("m2", "2024-07-20T13:30:00+03:00", "comment.proposed", "kuzhmara", {"case": "M-1"}),
    ("m3", "2024-07-20T16:00:00+03:00", "comment.drafted", "kuzhmara", {"case": "M-1"}),
    ("p1", "2024-07-21T16:00:00+03:00", "comment.published", "kuzhmara", {"case": "M-1"}),
    ("c1", "2024-07-20T10:00:00+05:00", "contact.changed", "reftinsky", {"case": "C"}),
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "log.jsonl", records(EVENTS))


def run(log: Path, name: str, *args: str, as_of: str = "2024-08-01"):
    return CliRunner().invoke(cli, ["explain", name, "--events", str(log), "--as-of", as_of, *args])


def test_a_contested_verdict(log):
    text = run(log, "kuzhmara/comment.draft/M-1").stdout
    for words in (
        "на 1 августа 2024 года, конец дня по местному времени: исполнено с нарушением срока — вывод спорный",
        "основание: п. 10 абз. 4 — решение от 23.12.2021 № 140",
        "20 июля 2024, 12:30:00 (+03:00)  сведения о недостоверной информации получены (misinfo.notified), "
        "событие m1 — с него начинается обязанность",
        "событие m2 — имеет значение только при другом прочтении",
        "событие m3 — исполнение",
        "3 часа с момента события; действие ровно в этот момент — в срок [п. 10 абз. 4]",
        "three-hours-start = proposed (не принято): срок 20 июля 2024, 16:30:00 (+03:00); исполнено в срок",
        "Вывод спорный: при одних прочтениях нарушение есть, при других нет.",
        "Вместо «с получения сведений об обнаружении (п. 10)» — «с получения предложения ЦУР (приложение)» "
        "(прил. п. 4)",
        "Безопасный срок (при любом прочтении): 20 июля 2024, 15:30:00 (+03:00)",
        "Вывод: исполнено с нарушением срока. Спорно.",
        "Дефекты акта, которые касаются этой нормы:",
        "профиль kuzhmara: ",
    ):
        assert words in text


def test_a_case_may_hold_slashes_and_look_like_a_number(log):
    text = run(log, "kuzhmara/fz59.answer/A/1#2").stdout
    for words in (
        "основание: ч. 1 ст. 12 — 59-ФЗ (основное место)",
        "30 дней (акт не сказал, какие это дни; считаются календарными): последний день — 5 января 2024 года",
        "продление на 30 дней",
        "(событие r2, 20 декабря 2023, 10:00:00 (+03:00))",
        "4 февраля: выходной день, воскресенье; срок с нерабочего дня не переносится",
        "событие r2 — срок продлён",
        "событие r3 — на эту обязанность не влияет",
        "day-zero = include (не принято), roll = previous (не принято)",
        "Вывод: просрочено.",
    ):
        assert words in text


def test_an_order_of_acts(log):
    text = run(log, "kuzhmara/comment.publish-after-agreement/M-1").stdout
    assert "до события p1 (comment.published) по делу не было события comment.agreed" in text
    assert "Вывод: нарушен порядок." in text
    assert "Срок:" not in text


def test_readings_without_an_adopted_one(log):
    text = run(log, "reftinsky/contact.notify-change/C", as_of="2024-07-20T12:00:00+05:00").stdout
    assert "при прочтении promptness = one-hour:" in text
    assert "Срок: прочтения расходятся, одного срока нет" in text
    assert "Вывод: не определено. Спорно." in text
    assert "принятого ответа нет" in text


def test_a_period(log):
    text = run(log, "kuzhmara/report.statistics/2021-Q4").stdout
    assert "период: IV квартал 2021 года; открыто 1 января 2022, 00:00:00 (+03:00)" in text
    assert "прочтение отброшено: срок раньше начала" in text


def test_a_norm_that_waits(log):
    text = run(log, "kilemar/note.periodic", as_of="2026-01-01").stdout
    assert "Ждёт местного решения" in text
    assert "не задан параметр «note-period»" in text
    assert "пол. п. 4.3 а" in text


def test_a_norm_without_terms_and_a_norm_with_obligations(log):
    assert "Сроков по ней не бывает" in run(log, "kuzhmara/comment.author").stdout
    text = run(log, "kuzhmara/comment.draft").stdout
    assert "  kuzhmara/comment.draft/M-1" in text
    assert "Обязанностей по ней к этому моменту нет." in run(log, "kuzhmara/comment.relay").stdout


def test_json(log):
    body = json.loads(run(log, "kuzhmara/comment.draft/M-1", "--format", "json").stdout)
    assert body["obligation"]["id"] == "kuzhmara/comment.draft/M-1"
    assert [one["role"] for one in body["events"]] == ["opened", "other-reading", "closed"]
    assert body["flips"] == [
        {
            "changed": {"three-hours-start": "proposed"},
            "held": {"three-hours-start": "notified"},
            "status": "fulfilled",
            "due_at": "2024-07-20T16:30:00+03:00",
        }
    ]
    body = json.loads(run(log, "kilemar/note.periodic", "--format", "json", as_of="2026-01-01").stdout)
    assert body["awaits"][0]["parameter"] == "note-period"


@pytest.mark.parametrize(
    "name, words",
    [
        ("kuzhmara/comment.draft/М-1", "возможно: kuzhmara/comment.draft/M-1"),
        ("kuzhmara/comment.draft/M-1#2", "возможно: kuzhmara/comment.draft/M-1"),
        ("kuzhmara/comment.drafts/M-1", "возможно: kuzhmara/comment.draft"),
        ("kuzhmara/misinfo.verify/M-1", "по норме misinfo.verify к этому моменту нет ни одной"),
        ("kuzhmara/misinfo.verify/M-1", "возможно: kuzhmara/comment.draft/M-1"),
        ("kuzmara/comment.draft/M-1", "возможно: kuzhmara"),
        ("kuzhmara", "не имя обязанности"),
        ("/x/y", "не имя обязанности"),
    ],
)
def test_an_unknown_id_gets_the_nearest(log, name, words):
    result = run(log, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
