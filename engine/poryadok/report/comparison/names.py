"""What the ids of one profile are called: parties, events, channels, questions."""

from collections.abc import Callable, Mapping
from typing import Any

from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.words import printable

__all__ = ["Names"]

_FIELDS = {
    "channel": "канал",
    "sector": "отрасль",
    "track": "порядок",
    "priority": "срочность",
    "actor": "кто",
    "norm": "норма",
    "period": "период",
}
_PRIORITIES = {"normal": "обычная", "urgent": "срочная"}


class Names:
    """Titles by the ids of a resolved document; what it does not name is looked up in the vocabulary."""

    def __init__(self, doc: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self.doc = doc
        self.vocabulary = vocabulary

    def _own(self, section: str, name: str) -> str | None:
        body = (self.doc.get(section) or {}).get(name)
        title = body.get("title") if isinstance(body, Mapping) else None
        return printable(str(title)) if title else None

    def norm(self, name: str) -> str:
        """The title of a norm of this profile, else of the concept, else the id."""
        return self._own("norms", name) or self.vocabulary.norms.get(name) or name

    def party(self, name: Any) -> str:
        """A party or a role; «the head of the event's sector» has no id."""
        if isinstance(name, Mapping):
            return "руководитель отрасли, к которой относится событие"
        found = self._own("parties", str(name)) or self._own("roles", str(name))
        return found or self.vocabulary.roles.get(str(name), str(name))

    def events(self, types: Any) -> str:
        """Event types by their titles: «обращение зарегистрировано или сообщение поступило»."""
        names = types if isinstance(types, list | tuple) else [types]
        return " или ".join(self.event(str(name)) for name in names if name is not None)

    def event(self, name: str) -> str:
        """One event type."""
        return self.vocabulary.event_types.get(name, name)

    def channel(self, name: str) -> str:
        """A channel."""
        return self._own("channels", name) or self.vocabulary.channels.get(name, name)

    def sector(self, name: str) -> str:
        """A sector."""
        return self._own("sectors", name) or self.vocabulary.sectors.get(name, name)

    def parameter(self, name: str) -> str:
        """An open parameter."""
        return self._own("parameters", name) or name

    def procedure(self, name: Any) -> str:
        """A chain of norms."""
        return self.vocabulary.procedures.get(str(name), str(name))

    def question(self, norm: str, name: str) -> str:
        """A question of a norm, or a shared one."""
        own = self._own_question(norm, name).get("title")
        return printable(str(own)) if own else self._own("readings", name) or name

    def alternative(self, norm: str, question: str, name: str) -> str:
        """One answer to a question."""
        shared = (self.doc.get("readings") or {}).get(question) or {}
        for body in (self._own_question(norm, question), shared):
            found = (body.get("alternatives") or {}).get(name)
            if isinstance(found, Mapping) and found.get("title"):
                return printable(str(found["title"]))
        return name

    def _own_question(self, norm: str, name: str) -> Mapping[str, Any]:
        body = ((self.doc.get("norms") or {}).get(norm) or {}).get("readings") or {}
        found = body.get(name)
        return found if isinstance(found, Mapping) else {}

    def where(self, value: Any) -> str:
        """A condition: «канал: обращения по 59-ФЗ; порядок: кроме «переадресация по компетенции»»."""
        if not isinstance(value, Mapping) or not value:
            return "во всех случаях"
        return "; ".join(f"{_FIELDS.get(key, key)}: {self._test(key, one)}" for key, one in value.items())

    def _test(self, field: str, value: Any) -> str:
        if isinstance(value, Mapping):
            return f"кроме «{self._test(field, value.get('not'))}»"
        if isinstance(value, list | tuple):
            return " или ".join(self._test(field, one) for one in value)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        known: dict[str, Callable[[str], str]] = {
            "channel": self.channel,
            "sector": self.sector,
            "norm": self.norm,
            "track": lambda name: self.vocabulary.tracks.get(name, name),
            "priority": lambda name: _PRIORITIES.get(name, name),
        }
        return known[field](text) if field in known else printable(text)
