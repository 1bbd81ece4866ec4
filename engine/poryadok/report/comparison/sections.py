"""Values outside norms: sectors, roles, channels, parameters, defects, the act itself, as short phrases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from poryadok.report import words
from poryadok.report.comparison import labels, phrases
from poryadok.report.comparison.names import Names

__all__ = ["Sections"]

_ABSENT: Final = MappingProxyType(
    {
        "sectors": "отрасли нет",
        "roles": "роли нет",
        "channels": "канала нет",
        "parties": "стороны нет",
        "parameters": "параметра нет",
        "defects": "огреха нет",
        "act": "не указано",
        "municipality": "не указано",
        "office_hours": "не указаны",
    }
)
_ACTS: Final = MappingProxyType(
    {"decision": "решение", "resolution": "постановление", "order": "распоряжение", "law": "закон"}
)
_MUNICIPALITIES: Final = MappingProxyType(
    {
        "rural-settlement": "сельское поселение",
        "urban-settlement": "городское поселение",
        "urban-okrug": "городской округ",
        "municipal-okrug": "муниципальный округ",
        "municipal-district": "муниципальный район",
    }
)
_TYPES: Final = MappingProxyType(
    {"period": "периодичность", "amount": "срок", "integer": "число", "text": "текст"}
)


class Sections:
    """Words for the values of all sections but ``norms`` and ``readings``."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._say: Mapping[str, Callable[[Sequence[str], Any], str]] = {
            "channels": self._channels,
            "sectors": self._sectors,
            "roles": self._roles,
            "parties": self._parties,
            "parameters": self._parameters,
            "defects": self._defects,
            "act": self._act,
            "municipality": self._municipality,
            "office_hours": self._office_hours,
        }

    def value(self, section: str, rest: Sequence[str], value: Any) -> str:
        """The value at ``rest`` below a section; None says in words that there is none."""
        if value is None:
            return self._absent(section, rest)
        say = self._say.get(section)
        return say(rest, value) if say else phrases.spoken(value)

    def _absent(self, section: str, rest: Sequence[str]) -> str:
        if section == "roles" and rest[:1] == ["combined"]:
            return "роли не совмещены"
        if section == "channels" and (not rest or rest[0] == "other"):
            return "перечень закрыт"
        if len(rest) > 1 and section not in ("act", "municipality", "office_hours"):
            return {"parameters": "пока не задано", "sectors": "не назван"}.get(section, "не сказано")
        return _ABSENT.get(section, "нет")

    def defect_facts(self, value: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
        """What a defect that both sides have says otherwise than on the other side."""
        for key, title in labels.DEFECT_FIELDS.items():
            one = value.get(key)
            if one == other.get(key):
                continue
            if key in ("norms", "hides"):
                said = "; ".join(map(self.names.norm, one or ())) or "никаких"
            else:
                codes = {"severity": labels.SEVERITIES, "kind": labels.DEFECTS}.get(key, {})
                said = words.printable(codes.get(str(one), str(one)))
            yield f"{title}: {said}"

    def _channels(self, rest: Sequence[str], value: Any) -> str:
        if not rest or rest[0] == "other":
            return "перечень открыт" if value else "перечень закрыт"
        if len(rest) > 1:
            return phrases.spoken(value)
        return self.names.channel(rest[0])

    def _sectors(self, rest: Sequence[str], value: Any) -> str:
        below = rest[1] if rest[1:] else ""
        if below == "standing":
            return labels.STANDINGS.get(str(value), str(value))
        if below == "head":
            return self.names.party(value)
        said = self.names.sector(rest[0])
        if isinstance(value, Mapping):
            if value.get("standing"):
                said += f", {labels.STANDINGS.get(str(value['standing']), str(value['standing']))}"
            if value.get("head"):
                said += f"; руководитель: {self.names.party(value['head'])}"
        return said

    def _roles(self, rest: Sequence[str], value: Any) -> str:
        if rest[:1] == ["combined"]:
            roles = value if isinstance(value, Mapping | list | tuple) else [value]
            return f"{self.names.party(rest[1])}: {'; '.join(self.names.party(one) for one in roles)}"
        below = "/".join(rest[1:])
        if below == "holders" or below.startswith("holders/"):
            holders = value if isinstance(value, Mapping | list | tuple) and value else [rest[-1]]
            return "; ".join(self.names.party(one) for one in holders) if value else "не назван"
        if below in ("appointed/by", "party"):
            return self.names.party(value)
        if below == "required_rank":
            return labels.RANKS.get(str(value), str(value))
        if below == "requires_act":
            return "нужен" if value else "не нужен"
        if below:
            return phrases.spoken(value)
        said = [self.names.party(rest[0])]
        body = value if isinstance(value, Mapping) else {}
        if body.get("holders"):
            said.append(f"исполняет: {'; '.join(map(self.names.party, body['holders']))}")
        if (by := (body.get("appointed") or {}).get("by")) is not None:
            said.append(f"назначает: {self.names.party(by)}")
        return "; ".join(said)

    def _parties(self, rest: Sequence[str], value: Any) -> str:
        below = rest[1] if rest[1:] else ""
        if below == "kind":
            return labels.PARTY_KINDS.get(str(value), str(value))
        if below == "rank":
            return labels.RANKS.get(str(value), str(value))
        return phrases.spoken(value) if below else self.names.party(rest[0])

    def _parameters(self, rest: Sequence[str], value: Any) -> str:
        below = rest[1] if rest[1:] else ""
        if below == "set_by":
            return self.names.party(value)
        if below == "type":
            return _TYPES.get(str(value), str(value))
        if below == "value":
            if isinstance(value, Mapping):
                return phrases.within(value, self.names.parameter)
            return words.EVERY.get(value, value) if isinstance(value, str) else phrases.spoken(value)
        if below:
            return phrases.spoken(value)
        body = value if isinstance(value, Mapping) else {}
        said = [self.names.parameter(rest[0])]
        if body.get("set_by"):
            said.append(f"задаёт: {self.names.party(body['set_by'])}")
        given = body.get("value")
        value_said = "пока не задано" if given is None else self._parameters([rest[0], "value"], given)
        said.append(f"значение: {value_said}")
        return "; ".join(said)

    def _defects(self, rest: Sequence[str], value: Any) -> str:
        if not isinstance(value, Mapping):
            return phrases.spoken(value)
        severity = labels.SEVERITIES.get(str(value.get("severity")), "")
        kind = labels.DEFECTS.get(str(value.get("kind")), "")
        effect = words.printable(str(value.get("effect") or rest[0]))
        head = f"{kind} ({severity})" if kind and severity else kind
        return f"{head}: {effect}" if head else effect

    def _act(self, rest: Sequence[str], value: Any) -> str:
        if rest[:1] == ["in_force"]:
            return phrases.in_force(value) if isinstance(value, Mapping) else phrases.short_day(value)
        if rest[:1] == ["repeals"] and isinstance(value, Mapping):
            return self._repealed(value)
        if isinstance(value, Mapping):
            return words.printable(str(value.get("title") or phrases.spoken(value)))
        if rest[:1] == ["kind"]:
            return _ACTS.get(str(value), str(value))
        return phrases.short_day(value) if rest[:1] == ["date"] else phrases.spoken(value)

    def _repealed(self, value: Mapping[str, Any]) -> str:
        """«О работе с сообщениями (от 04.03.2019 № 12)»."""
        number = f"№ {value['number']}" if value.get("number") else ""
        day = f"от {phrases.short_day(value['date'])}" if value.get("date") else ""
        numbered = " ".join(filter(None, (day, number)))
        title = str(value.get("title") or "акт")
        return words.printable(f"{title} ({numbered})" if numbered else title)

    def _municipality(self, rest: Sequence[str], value: Any) -> str:
        return _MUNICIPALITIES.get(str(value), str(value)) if rest[:1] == ["kind"] else phrases.spoken(value)

    def _office_hours(self, rest: Sequence[str], value: Any) -> str:
        if isinstance(value, Mapping):
            return "; ".join(
                f"{words.WEEKDAYS.get(day, day)} {phrases.hours(one)}" for day, one in value.items()
            )
        day = words.WEEKDAYS.get(rest[0], rest[0]) if rest else ""
        return f"{day} {phrases.hours(value)}".strip()
