"""The fields of a contact card: their names, how each is normalised and checked (Cerberus)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cerberus
from cerberus import errors

__all__ = ["FIELDS", "Card", "canonical", "checked", "names_of"]

FIELDS = ("fio", "position", "email", "phone", "role")
_ALIASES = {
    "фио": "fio",
    "ф.и.о.": "fio",
    "должность": "position",
    "почта": "email",
    "e-mail": "email",
    "mail": "email",
    "эл. почта": "email",
    "электронная почта": "email",
    "телефон": "phone",
    "тел.": "phone",
    "тел": "phone",
    "роль": "role",
    "роли": "role",
    "roles": "role",
}
_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:['’-][А-ЯЁа-яё][а-яё]+)*|[а-яё]{2,5}")
_INITIALS = re.compile(r"(?<![а-яё])[А-ЯЁ]\.", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w](?:[\w-]*\w)?\.)+[^\W\d_]{2,}")
_EXTENSION = re.compile(r"\W*(?:доб(?:авочный)?\.?|ext\.?|вн\.?|#)\s*№?\s*(\d{1,6})\W*$", re.IGNORECASE)
_PHONE = re.compile(r"[\d\s()+./-]+")


@dataclass(frozen=True, slots=True)
class Card:
    """One card as normalised: phone ``+7XXXXXXXXXX`` with ``доб. N`` if any, e-mail in small letters."""

    number: int
    fio: str | None
    position: str | None
    email: str | None
    phone: str | None
    roles: tuple[str, ...]


def canonical(key: str) -> str:
    name = " ".join(key.split()).casefold()
    return _ALIASES.get(name, name if name in FIELDS else "?")


def names_of(body: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The key under which each field is written, and the keys that repeat a field under another name."""
    names: dict[str, str] = {}
    twice = []
    for key in body:
        name = canonical(key)
        if name != "?" and name in names:
            twice.append(key)
        else:
            names.setdefault(name, key)
    return names, twice


class _Validator(cerberus.Validator):  # type: ignore[misc]
    """Cerberus with the checks of a card. ``titles`` maps a role's id or title to its id."""

    def _check_with_fio(self, name: str, value: str) -> None:
        words = value.split()
        if _INITIALS.search(value):
            self._error(name, "contacts.fio-initials")
        elif not all(_WORD.fullmatch(word) for word in words):
            self._error(name, "contacts.fio-letters")
        elif len(words) < 3:
            self._error(name, "contacts.fio-not-full")
        elif len(words) > 6:
            self._error(name, "contacts.fio-letters")

    def _check_with_position(self, name: str, value: str) -> None:
        if len(re.findall(r"[^\W\d_]", value)) < 3:
            self._error(name, "contacts.position-form")

    def _check_with_email(self, name: str, value: str) -> None:
        if not _EMAIL.fullmatch(value) or ".." in value:
            self._error(name, "contacts.email-form")

    def _check_with_phone(self, name: str, value: str) -> None:
        if re.fullmatch(r"\+7\d{10}(?: доб\. \d+)?", value):
            return
        digits = len(re.sub(r"\D", "", _EXTENSION.sub("", value)))
        bare = _PHONE.fullmatch(_EXTENSION.sub("", value)) and 5 <= digits <= 7
        self._error(name, "contacts.phone-without-code" if bare else "contacts.phone-form")

    def _check_with_roles(self, name: str, value: list[str]) -> None:
        titles = self._config["titles"]
        if self._config["known"] and any(one not in titles.values() for one in value):
            self._error(name, "contacts.role-unknown")

    def _normalize_coerce_text(self, value: Any) -> Any:
        plain = isinstance(value, (str, int)) and not isinstance(value, bool)
        return " ".join(unicodedata.normalize("NFKC", str(value)).split()) if plain else value

    def _normalize_coerce_fio(self, value: Any) -> Any:
        # a name typed all in capitals, or all in small letters
        if not isinstance(value, str) or not (value.isupper() or value.islower()):
            return value
        return " ".join(re.sub(r"[^-]+", lambda part: part[0].capitalize(), word) for word in value.split())

    def _normalize_coerce_email(self, value: Any) -> Any:
        return value.removeprefix("mailto:").lower() if isinstance(value, str) else value

    def _normalize_coerce_phone(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        extension = _EXTENSION.search(value)
        main = value[: extension.start()] if extension else value
        digits = re.sub(r"\D", "", main)
        if not _PHONE.fullmatch(main):
            return value
        if len(digits) == 11 and digits[0] in "78":
            digits = digits[1:]
        elif len(digits) != 10 or "+" in main:
            return value
        return f"+7{digits}" + (f" доб. {extension[1]}" if extension else "")

    def _normalize_coerce_roles(self, value: Any) -> Any:
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one.strip() for one in listed):
            return value
        titles = self._config["titles"]
        texts = [" ".join(one.split()) for one in listed]
        return list(dict.fromkeys(titles.get(one, titles.get(one.casefold(), one)) for one in texts))


def _schema() -> dict[str, Any]:
    def text(*coerce: str, check: str) -> dict[str, Any]:
        return {
            "type": "string",
            "required": True,
            "empty": False,
            "coerce": ("text", *coerce),
            "check_with": check,
        }

    return {
        "fio": text("fio", check="fio"),
        "position": text(check="position"),
        "email": text("email", check="email"),
        "phone": text("phone", check="phone"),
        "role": {
            "type": "list",
            "required": True,
            "empty": False,
            "coerce": "roles",
            "schema": {"type": "string", "empty": False},
            "check_with": "roles",
        },
    }


_RULES = {
    errors.REQUIRED_FIELD.code: "contacts.missing-field",
    errors.NOT_NULLABLE.code: "contacts.missing-field",
    errors.EMPTY_NOT_ALLOWED.code: "contacts.missing-field",
    errors.UNKNOWN_FIELD.code: "contacts.unknown-field",
}


def checked(
    body: Mapping[str, Any], number: int, titles: Mapping[str, str], known: bool
) -> tuple[Card, list[tuple[str, str, str]]]:
    """A card as normalised, and (field, rule, key) of each thing wrong; an unknown field is ``?``."""
    # two names of one field would silently overwrite each other in Cerberus: the first stands
    names, _ = names_of(body)
    once = {
        key: value for key, value in body.items() if canonical(key) == "?" or names[canonical(key)] == key
    }
    validator = _Validator(_schema(), titles=titles, known=known)
    validator.validate({key if (name := canonical(key)) == "?" else name: one for key, one in once.items()})
    problems: dict[tuple[str, str, str], None] = {}
    for error in validator._errors:
        key = str(error.document_path[0]) if error.document_path else "?"
        rule = (
            error.info[0] if error.code == 0 and error.info else _RULES.get(error.code, "contacts.not-text")
        )
        problems[key if key in FIELDS else "?", str(rule), key] = None
    made = validator.document or {}
    values = {name: made.get(name) if isinstance(made.get(name), str) else None for name in FIELDS[:4]}
    role = made.get("role")
    roles = tuple(one for one in role if isinstance(one, str)) if isinstance(role, list) else ()
    return Card(number, roles=roles, **values), list(problems)
