"""What other municipalities' orders use and the five do not: scenarios of an invented act, «Заречный».

Every norm of it stands for one construct (docs/language.md, «Чего нет в пяти актах») and needs no Python.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cases.comparing import differences
from cases.resolved import calendars, versions_of
from cases.scenarios import Scenario, read_scenarios
from cases.test_cases import moment, run_program
from oracle import assess
from poryadok.cli.main import main
from poryadok.norms.library import Library
from poryadok.norms.validation import validate
from poryadok.report.trace_values import value_of

FOLDER = Path(__file__).parent
CONFIGS = FOLDER / "configs"
SCENARIOS = read_scenarios(FOLDER)
each = pytest.mark.parametrize("scenario", SCENARIOS, ids=[one.name for one in SCENARIOS])


def test_the_profiles_are_valid() -> None:
    report, _ = validate((), CONFIGS)
    assert list(report.findings) == []
    assert {one.id for one in report.profiles} == {"zarechny", "zarechny-2019"}


@each
def test_oracle(scenario: Scenario) -> None:
    profiles = {scenario.profile: versions_of(scenario.profile, (), CONFIGS)}
    answer = assess(profiles, scenario.events, moment(scenario.as_of), calendars())
    assert differences(scenario, answer, steps=False) == []
    if scenario.log is not None:
        assert len(answer["unused"]) == scenario.log["unused"]


@each
def test_program(scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_program(scenario, tmp_path, capsys, "--configs", str(CONFIGS))
    assert differences(scenario, answer, steps=True) == []
    assert answer["log"]["accepted"] == len(scenario.events)


def test_every_norm_is_kept_in_one_scenario_and_broken_in_another() -> None:
    seen: dict[str, set[str]] = {}
    for scenario in SCENARIOS:
        for one in scenario.expect:
            assert one["why"].strip()
            seen.setdefault(one["id"].rsplit("/", 1)[0], set()).add(one["status"])
    own = {
        f"{name}/{norm}"
        for name in ("zarechny", "zarechny-2019")
        for norm in versions_of(name, (), CONFIGS)[0]["doc"]["norms"]
        if not norm.startswith("fz59.")
    }
    assert own <= set(seen)
    assert [name for name in own if "fulfilled" not in seen[name]] == []
    assert [name for name in own if not seen[name] & {"late", "overdue"}] == []


def _explained(name: str, folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    scenario = next(one for one in SCENARIOS if one.file.stem == name.split("@")[1])
    log = folder / "events.jsonl"
    log.write_text("".join(json.dumps(one) + "\n" for one in scenario.events), encoding="utf-8")
    args = ["explain", name.split("@")[0], "--configs", str(CONFIGS), "--events", str(log)]
    assert main([*args, "--as-of", scenario.as_of, *more]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("norm", ["appeal.local-answer", "fz59.answer"])
def test_either_of_two_layers_shows_the_other_and_the_stricter(
    norm: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """А-1: by the order 20 February, by the law 5 March: the order is the stricter, seen from either side."""
    other = {"appeal.local-answer": "fz59.answer", "fz59.answer": "appeal.local-answer"}[norm]
    name = f"zarechny/{norm}/А-1@two-layers"
    made: dict[str, Any] = json.loads(_explained(name, tmp_path, capsys, "--format", "json"))
    assert [one["norm"] for one in made["norm"]["alongside"]] == [other]
    assert [one["id"] for one in made["alongside"]["obligations"]] == [f"zarechny/{other}/А-1"]
    assert made["alongside"]["stricter"] == "zarechny/appeal.local-answer/А-1"
    text = _explained(name, tmp_path, capsys)
    which = "эта обязанность" if norm == "appeal.local-answer" else "zarechny/appeal.local-answer/А-1"
    assert f"строже {which} [п. 12]: срок раньше" in text


def test_the_law_may_be_the_stricter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Р-2: after hours before a long week-end the order gives 11 March, the law 9 March."""
    text = _explained("zarechny/appeal.local-register/Р-2@after-hours", tmp_path, capsys)
    assert "строже zarechny/fz59.register/Р-2 [ч. 2 ст. 8]: срок раньше" in text


def test_no_stricter_where_a_term_cannot_be_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _explained("zarechny/appeal.local-register/Р-5@after-hours", tmp_path, capsys)
    assert "какая строже, сказать нельзя" in text


def test_the_repealed_act_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "zarechny", "--configs", str(CONFIGS)]) == 0
    shown = capsys.readouterr().out
    assert "repeals:\n    zarechny-2019:" in shown
    assert "alongside: fz59.register" in shown


def test_a_norm_by_itself_names_what_stands_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _explained("zarechny/fz59.register@after-hours", tmp_path, capsys)
    assert "о том же: Регистрация обращения на следующий рабочий день (appeal.local-register)" in text


def test_the_trace_tells_what_a_clause_is_bound_to() -> None:
    """In words: the repealed act, the count after hours, the sample, the norm beside."""
    doc = versions_of("zarechny", (), CONFIGS)[0]["doc"]
    vocabulary = Library.open(CONFIGS).vocabulary
    told = {
        name: dict(value_of(doc, name, vocabulary).facts)
        for name in (
            "act/repeals/zarechny-2019",
            "appeal.local-register",
            "rating.departments",
            "message.assignment",
        )
    }
    assert told["act/repeals/zarechny-2019"] == {
        "что это": "отменённый акт",
        "номер": "12",
        "дата": "2019-03-04",
    }
    assert told["appeal.local-register"]["вне рабочего времени"] == "счёт со следующего рабочего дня"
    assert told["appeal.local-register"]["о том же"] == "Регистрация письменного обращения"
    assert told["rating.departments"]["выборка"] == "не меньше 3 за период: сообщение поступило"
    assert told["message.assignment"]["срок"] == "называет событие"
