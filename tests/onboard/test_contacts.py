"""Contact cards: normalised, checked, never told. All people here are invented."""

import re
import subprocess
from pathlib import Path

import pytest

from poryadok.onboard.contacts import check_cards, is_private, read_cards
from poryadok.report.contacts_text import findings_text

ROOT = Path(__file__).resolve().parents[2]
ROLES = {"contact-officer": {"title": "Контактное должностное лицо"}, "curator": {"title": "Куратор"}}
GOOD = {
    "fio": "Примерова Образца Тестовна",
    "position": "Специалист поселения",
    "email": "primer@example.ru",
    "phone": "+7 (999) 000-00-01",
    "role": "contact-officer",
}


def checked(path: Path, text: str, wanted: tuple[str, ...] = ()):
    path.write_text(text, encoding="utf-8")
    read = read_cards(path)
    assert not read.unread
    return check_cards(read, ROLES, wanted)


def card(**changes: str | None) -> str:
    lines = [f"{key}: {value!r}" for key, value in {**GOOD, **changes}.items() if value is not None]
    return "cards:\n  - " + "\n    ".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "town.contacts.yaml"


def test_a_good_card(file: Path) -> None:
    cards, findings = checked(file, card())
    assert findings == ()
    assert cards[0].phone == "+79990000001"
    assert cards[0].roles == ("contact-officer",)


def test_one_card_may_stand_at_the_top(file: Path) -> None:
    text = "format: 1\nprofile: kuzhmara\n" + "".join(f"{key}: {value!r}\n" for key, value in GOOD.items())
    cards, findings = checked(file, text)
    assert (len(cards), findings) == (1, ())
    assert read_cards(file).profile == "kuzhmara"


def test_russian_names_of_fields_and_roles(file: Path) -> None:
    cards, findings = checked(
        file,
        "cards:\n- ФИО: ПРИМЕРОВА-ТЕСТОВА  ОБРАЗЦА ТЕСТОВНА\n  Должность: ' Специалист   поселения '\n"
        "  почта: Primer@Example.RU\n  телефон: 8 999 000 00 01 доб. 12\n"
        "  роль: [куратор, contact-officer]\n",
    )
    assert findings == ()
    one = cards[0]
    assert (one.fio, one.position) == ("Примерова-Тестова Образца Тестовна", "Специалист поселения")
    assert (one.email, one.phone) == ("primer@example.ru", "+79990000001 доб. 12")
    assert one.roles == ("curator", "contact-officer")


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("8(999 00)0-00-01 (доб. 7)", "+79990000001 доб. 7"),
        ("9990000001", "+79990000001"),
        ("+7-999-000-00-01", "+79990000001"),
        (89990000001, "+79990000001"),
    ],
)
def test_phones(file: Path, given: object, made: str) -> None:
    cards, findings = checked(file, card(phone=given))
    assert findings == ()
    assert cards[0].phone == made


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("fio", "Примерова О.Т.", "fio-initials"),
        ("fio", "Примерова Образца", "fio-not-full"),
        ("fio", "Primerova Obraztsa Testovna", "fio-letters"),
        ("fio", "Примерова Образца Тестовна 2", "fio-letters"),
        ("fio", "", "missing-field"),
        ("fio", None, "missing-field"),
        ("position", "с", "position-form"),
        ("position", None, "missing-field"),
        ("email", "primer.example.ru", "email-form"),
        ("email", "primer@example", "email-form"),
        ("email", "primer@@example.ru", "email-form"),
        ("phone", "0-00-01", "phone-without-code"),
        ("phone", "+1 202 000 00 01", "phone-form"),
        ("phone", "звоните", "phone-form"),
        ("role", "mayor", "role-unknown"),
        ("role", None, "missing-field"),
    ],
)
def test_what_is_wrong_is_said_by_field(file: Path, field: str, value: str | None, rule: str) -> None:
    _, findings = checked(file, card(**{field: value}))
    assert [(one.rule, one.path) for one in findings] == [(f"contacts.{rule}", ("cards", "0", field))]
    assert findings[0].spans[0].line == (2 if value is None else 2 + list(GOOD).index(field))


def test_a_field_under_two_names_is_said(file: Path) -> None:
    _, findings = checked(file, card() + "    почта: other@example.ru\n")
    assert [(one.rule, one.spans[0].line) for one in findings] == [("contacts.field-twice", 7)]


def test_nothing_of_a_card_gets_into_the_messages(file: Path) -> None:
    secret = "Тайнова"
    text = (
        f"cards:\n- fio: {secret} Т.Т.\n  position: {secret}\n  email: {secret}\n  phone: {secret}\n"
        f"  role: {secret}\n  {secret}: {secret}\n- {secret}\n{secret}: {secret}\nprofile: {secret}\n"
    )
    _, findings = checked(file, text, ("curator",))
    said = findings_text(findings)
    assert secret not in said
    assert len(findings) >= 8
    assert secret not in "".join(str(one.args) + str(one.path) for one in findings)
    assert "{" not in said and "«—»" not in said


@pytest.mark.parametrize(
    "text",
    ["Тайнова: 1\nТайнова: 2\n", "- Тайнова\n", "fio: 'Тайнова\n", "fio: &Тайнова x\n", "fio: !Тайнова x\n"],
)
def test_a_broken_file_tells_no_names_either(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    read = read_cards(file)
    assert read.unread
    assert "Тайнова" not in findings_text(read.findings)
    assert "Тайнова" not in str(read.findings)


@pytest.mark.parametrize("text", ["cards: []\n", "cards: text\n", "cards:\n"])
def test_a_file_without_cards(file: Path, text: str) -> None:
    cards, findings = checked(file, text)
    assert (cards, [one.rule for one in findings]) == ((), ["contacts.no-cards"])


def test_roles_that_wait_for_a_card(file: Path) -> None:
    _, findings = checked(file, card(), ("curator", "contact-officer"))
    assert [(one.rule, one.severity, one.path) for one in findings] == [
        ("contacts.role-without-card", "low", ("roles", "curator"))
    ]


@pytest.mark.parametrize("name", ["contacts/town.yaml", "north/town.contacts.yaml", "town.local.yaml"])
def test_git_leaves_cards_out(name: str) -> None:
    done = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)
    assert done.returncode in (0, 128)  # 128: no repository here
    assert is_private(Path(name))
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"contacts/", "*.contacts.yaml", "*.local.yaml"} <= set(ignored)


def test_a_file_that_git_would_see_is_not_private() -> None:
    assert not is_private(Path("cards.yaml"))


def test_no_card_is_in_the_repository() -> None:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert [
        name for name in done.stdout.splitlines() if re.search(r"(^|/)contacts/|\.contacts\.ya?ml$", name)
    ] == []
