"""Values of the profile language as short Russian phrases a lawyer reads, in the names of one profile.

>>> side = Side(doc, vocabulary)
>>> side.value("norms/comment.draft/within", {"hours": 3})
'3 часа'
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from poryadok.norms.vocabulary import Vocabulary
from poryadok.report import words
from poryadok.report.comparison import labels, phrases
from poryadok.report.comparison.labels import CLASS_NOTES, CLASSES, field_title, section_title
from poryadok.report.comparison.names import Names
from poryadok.report.comparison.sections import Sections

__all__ = ["CLASSES", "CLASS_NOTES", "Side", "field_title", "section_title"]

_SHOWN = (
    "bearer",
    "counterparty",
    "requires",
    "opens",
    "every",
    "within",
    "due",
    "closes",
    "where",
    "sample",
)
_EVENTS = frozenset({"opens", "closes", "requires", "cancel"})
_ABSENT = {
    "bearer": "не назван",
    "counterparty": "не сказано",
    "requires": "ничего",
    "extend": "не предусмотрено",
    "cancel": "ничего",
    "exceptions": "исключения нет",
    "procedure": "вне процедур",
    "step": "без номера",
    "every": "не сказана",
    "adopted": "ответ не принят",
    "within": "срока нет",
    "due": "срока нет",
    "where": "во всех случаях",
    "in_force": "не сказано",
    "sample": "отчёт нужен за каждый период",
    "alongside": "другая норма не названа",
}


class Side:
    """The words of one profile: its resolved document, with the titles of the shared vocabulary."""

    def __init__(self, doc: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self.doc = doc
        self.names = Names(doc, vocabulary)
        self.sections = Sections(self.names)

    @property
    def title(self) -> str:
        """The municipality's own name."""
        return str((self.doc.get("municipality") or {}).get("name") or self.doc.get("title") or "")

    def norm_title(self, norm: str) -> str:
        """The title of a norm; of its concept where this profile has no such norm."""
        return self.names.norm(norm)

    def field(self, path: str) -> str:
        """What is compared at a path, with the name of the entry: «Руководитель отрасли: Дороги»."""
        title = field_title(path)
        section, *rest = path.split("/")
        if section == "norms" and rest[1:2] == ["readings"] and rest[2:]:
            return f"{title}: «{self.names.question(rest[0], rest[2])}»"
        known: dict[str, Callable[[str], str]] = {
            "sectors": self.names.sector,
            "channels": self.names.channel,
            "parameters": self.names.parameter,
            "roles": self.names.party,
        }
        if section in known and rest[1:] and rest[0] != "combined":
            return f"{title}: {known[section](rest[0])}"
        return title

    def value(self, path: str, value: Any) -> str:
        """The value at a path of a profile; None says in words that there is none."""
        section, *rest = path.split("/")
        if section == "norms":
            return self._of_norm(rest[0] if rest else "", rest[1:], value)
        if section == "readings":
            return self._question("", rest[0] if rest else "", rest[1:], value)
        return self.sections.value(section, rest, value)

    def norm(self, value: Mapping[str, Any] | None, norm: str = "") -> str:
        """A whole norm in one line: what it is, who, what starts it, when; None says that there is none."""
        return "; ".join(self.norm_facts(value, norm))

    def norm_facts(self, value: Mapping[str, Any] | None, norm: str = "") -> Iterator[str]:
        """The same, fact by fact."""
        if value is None:
            yield "нормы нет"
            return
        yield self._kind(value)
        for name in _SHOWN:
            if value.get(name) not in (None, [], {}):
                title = labels.field_title(f"norms/{norm}/{name}").lower()
                if name == "opens" and value.get("kind") == "precedence":
                    title = "перед чем"
                yield f"{title}: {self._of_norm(norm, [name], value[name])}"

    def _kind(self, value: Mapping[str, Any]) -> str:
        kind, modality = str(value.get("kind", "")), str(value.get("modality") or "duty")
        if kind in ("right", "power", "declaration"):
            return words.KINDS[kind]
        said = phrases.CODES["modality"].get(modality, modality)
        return f"{said} ({words.KINDS[kind]})" if kind in words.KINDS and kind != "standing" else said

    def _of_norm(self, norm: str, rest: Sequence[str], value: Any) -> str:
        if not rest:
            return self.norm(value, norm)
        field, *below = rest
        if field == "readings":
            return self._question(norm, below[0] if below else "", below[1:], value)
        if field == "exceptions":
            return self._exception(norm, below, value)
        if value is None or (value == [] and field in _ABSENT):
            return _ABSENT.get(field, "не сказано")
        if field in _EVENTS and not isinstance(value, Mapping):
            return self.names.events(value)
        plain: dict[str, Callable[[Any], str]] = {
            "bearer": self.names.party,
            "counterparty": self.names.party,
            "where": self.names.where,
            "within": lambda one: phrases.within(one, self.names.parameter),
            "due": phrases.due,
            "extend": lambda one: phrases.extension(one, self.names.events),
            "cancel": lambda one: self.names.events(one.get("event")),
            "sample": lambda one: phrases.sample(one, self.names.events, self.names.where),
            "in_force": phrases.in_force,
            "count": lambda one: phrases.times(int(one)),
            "procedure": self.names.procedure,
            "alongside": lambda one: "; ".join(map(self.names.norm, [one] if isinstance(one, str) else one)),
            "step": lambda one: f"шаг {one}",
        }
        if field in plain:
            return plain[field](value)
        if isinstance(value, Mapping) and "parameter" in value:
            return f"по местному решению: {self.names.parameter(str(value['parameter']))}"
        codes = phrases.CODES.get(field, {})
        code = str(value).lower() if isinstance(value, bool) else value
        return codes.get(code, phrases.spoken(value)) if isinstance(code, str) else phrases.spoken(value)

    def _patch(self, norm: str, patch: Mapping[str, Any]) -> str:
        """What an exception or an alternative changes: «срок: 1 час»."""
        said = []
        for field, value in patch.items():
            if field in ("source", "title", "notes"):
                continue
            if isinstance(value, Mapping) and field in ("within", "due"):
                value = {key: one for key, one in value.items() if one is not None}
            title = labels.field_title(f"norms/{norm}/{field}")
            said.append(f"{title.lower()}: {self._of_norm(norm, [field], value)}")
        return "; ".join(said) or "как в тексте акта"

    def _exception(self, norm: str, below: Sequence[str], value: Any) -> str:
        if value is None:
            return _ABSENT["exceptions"]
        if below[1:]:
            return (
                self._of_norm(norm, [below[-1]], value) if below[-1] != "patch" else self._patch(norm, value)
            )
        if not isinstance(value, Mapping):
            return phrases.spoken(value)
        when = self.names.where(value.get("where") or {})
        return f"{when} — {self._patch(norm, value.get('patch') or {})}"

    def _question(self, norm: str, name: str, below: Sequence[str], value: Any) -> str:
        if below[:1] == ["adopted"]:
            if value is None:
                return _ABSENT["adopted"]
            return f"принято: {self.names.alternative(norm, name, str(value))}"
        if below[:1] == ["alternatives"]:
            return "; ".join(self.alternative_facts(norm, name, value)) or "ответов нет"
        if value is None:
            return "вопроса нет"
        return "; ".join(self.question_facts(norm, name, value)) or "вопрос есть"

    def question_facts(self, norm: str, name: str, value: Any) -> Iterator[str]:
        """The answers to a question, the adopted one marked."""
        body: Mapping[str, Any] = value if isinstance(value, Mapping) else {"alternatives": value}
        alternatives = body.get("alternatives")
        for one in alternatives if isinstance(alternatives, Mapping | list | tuple) else ():
            mark = " (принято)" if one == body.get("adopted") else ""
            yield self.names.alternative(norm, name, str(one)) + mark

    def alternative_facts(self, norm: str, name: str, value: Any) -> Iterator[str]:
        """The answers to a question with what each makes of the norm: «в течение часа — срок: 1 час»."""
        for one, patch in (value if isinstance(value, Mapping) else {}).items():
            yield f"{self.names.alternative(norm, name, str(one))} — {self._patch(norm, patch or {})}"
