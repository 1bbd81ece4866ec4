"""Names, telephones and addresses of a list of staff reach no form of a draft."""

import re

import pytest

from onboard.draft.measuring import FIVE, ORDERS
from poryadok.norms.library import Library
from poryadok.onboard.act.read import act_of_text
from poryadok.onboard.draft.build import draft_of
from poryadok.onboard.draft.people import position_of, rank_of
from poryadok.onboard.draft.profile import profile_of
from poryadok.report.draft_json import draft_json
from poryadok.report.draft_text import draft_lines
from poryadok.report.draft_yaml import draft_yaml

SECRETS = ("вымысел", "небыл", "555", "77-77", "@", "example.org", "абвгд", "аль-")
ACT = """ПОСТАНОВЛЕНИЕ

от 1 июня 2025 года № 5

О составе

1. Вымысел Иван Иванович отвечает за связь, телефон 8 (800) 555-35-35, и немедленно сообщает в ЦУР.

2. Сообщения направлять на vymysel@example.org в течение трёх часов.

Приложение 1

Состав муниципального центра управления

№ п/п\tДолжность, ФИО\tРоль в МЦУ
1\tЗаместитель главы администрации ВЫМЫСЕЛ ИВАН ИВАНОВИЧ, тел.: 8-800-555-35-35\tКуратор МЦУ
2\tИ.И. Небыл, начальник отдела связи, +7 900 000-77-77 доб. 12, nebyl@example.org\tРуководитель МЦУ
3\tВедущий специалист Абвгд Аль-Небыл Оглы (моб. 89005553535)\tАдминистратор МЦУ
"""


def forms(text: str) -> dict[str, str]:
    act = act_of_text(text)
    draft = draft_of(act, "act.txt")
    vocabulary = Library.open().vocabulary
    profile = profile_of(draft, act.clauses, vocabulary)
    body, wrong = draft_yaml(draft, profile, "act.txt")
    assert wrong == ()
    return {
        "text": "\n".join(draft_lines(draft, profile, vocabulary)),
        "json": draft_json(draft, profile),
        "yaml": body,
    }


@pytest.mark.parametrize("form", ["text", "json", "yaml"])
def test_no_person_reaches_a_draft(form):
    out = forms(ACT)[form].lower()
    assert [secret for secret in SECRETS if secret in out] == []
    assert "заместитель главы администрации" in out
    assert "начальник отдела связи" in out
    assert "ведущий специалист" in out


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Заместитель главы района Образцова Ольга Ильинична", "Заместитель главы"),
        ("Небылицын Р.С. - начальник отдела, тел. 5-55-55", "Начальник отдела"),
        ("ВЕДУЩИЙ СПЕЦИАЛИСТ", "Ведущий специалист"),
        ("Образцова Ольга", ""),
        (
            "начальник отдела архитектуры и градостроительства",
            "Начальник отдела архитектуры и градостроительства",
        ),
        ("Директор МКУ «Служба дорог»", "Директор МКУ"),
    ],
)
def test_a_position_is_kept_without_its_person(text, position):
    assert position_of(text) == position


@pytest.mark.parametrize(
    ("position", "rank"),
    [
        ("Первый заместитель главы", "first-deputy-head"),
        ("Заместитель главы администрации, руководитель аппарата", "deputy-head"),
        ("Глава района", "head"),
        ("Начальник отдела", "head-of-department"),
        ("Ведущий специалист отдела", "specialist"),
        ("Руководитель аппарата", "other"),
    ],
)
def test_ranks(position, rank):
    assert rank_of(position) == rank


@pytest.mark.skipif(not ORDERS.is_dir(), reason="the texts of the acts are not at hand")
@pytest.mark.parametrize("name", FIVE)
def test_no_person_of_the_five_acts_reaches_a_draft(name):
    text = (ORDERS / f"{name}.txt").read_text(encoding="utf-8")
    full = re.findall(r"([А-ЯЁ][а-яё]+) [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична)\b", text)
    short = re.findall(r"\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?([А-ЯЁ][а-яё]{3,})", text)
    mails = re.findall(r"[\w.+-]+@[\w-]+", text)
    out = "\n".join(forms(text).values()).lower()
    assert [one for one in {*full, *short, *mails} if one.lower() in out] == []
    assert re.search(r"8\(\d|\(доб", out) is None
