"""Small hand-made comparisons: two invented orders that say nearly the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poryadok.clock.calendars import Calendar
from poryadok.compare.model import Change, ChangeClass, Diff, Effect, Gap, Operand, Parameter, Witness
from poryadok.norms.model import Profile
from poryadok.norms.origins import Origins
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import VersionDoc
from poryadok.norms.vocabulary import Vocabulary

__all__ = ["DOC_A", "DOC_B", "VOCABULARY", "change", "obligation", "operand", "sample", "tiny"]

VOCABULARY = Vocabulary(
    event_types={
        "misinfo.notified": "сведения получены",
        "comment.drafted": "проект направлен",
        "appeal.registered": "обращение зарегистрировано",
        "appeal.answered": "на обращение дан ответ",
        "appeal.extended": "срок продлён",
        "appeal.withdrawn": "обращение отозвано",
        "report.submitted": "отчёт представлен",
    },
    roles={"curator": "куратор МЦУ"},
    channels={"59-fz": "обращения по 59-ФЗ"},
    sectors={"roads": "дороги"},
    norms={"comment.draft": "Проект комментария", "comment.relay": "Передать комментарий"},
    tracks={"accelerated": "ускоренное решение", "redirect": "переадресация"},
    procedures={"misinfo": "Отработка недостоверной информации"},
)

_RESPONSE = {
    "kind": "response",
    "title": "Проект комментария",
    "bearer": "office",
    "counterparty": "cur",
    "opens": ["misinfo.notified"],
    "closes": ["comment.drafted"],
    "within": {"hours": 3},
}
DOC_A: dict[str, Any] = {
    "municipality": {
        "name": "Первое поселение",
        "kind": "rural-settlement",
        "region": "Область",
        "timezone": "Europe/Moscow",
        "calendar": "ru",
    },
    "act": {"kind": "decision", "number": "1", "date": "2024-01-10", "in_force": {"from": "2024-01-10"}},
    "parties": {
        "office": {"title": "Администрация поселения", "kind": "body"},
        "cur": {"title": "ЦУР", "kind": "centre"},
        "deputy": {"title": "Заместитель главы", "kind": "position"},
        "clerk": {"title": "Специалист <script>alert(1)</script> & «Ко» | отдел", "kind": "position"},
    },
    "roles": {"curator": {"title": "Куратор МЦУ", "holders": {"deputy": {}}}},
    "sectors": {"roads": {"title": "Дороги", "standing": "main", "head": "deputy"}},
    "readings": {
        "roll": {
            "title": "Переносится ли последний день?",
            "adopted": "keep",
            "alternatives": {
                "keep": {"title": "не переносится", "patch": {}},
                "next": {"title": "на следующий рабочий день", "patch": {"roll": "next"}},
            },
        }
    },
    "norms": {
        "comment.draft": _RESPONSE,
        "comment.relay": {"kind": "standing", "title": "Передать комментарий", "bearer": "cur"},
        "site.keep": {"kind": "standing", "title": "Вести страницу <b>&</b> | список", "bearer": "clerk"},
    },
    "defects": {},
}
DOC_B: dict[str, Any] = {
    **DOC_A,
    "municipality": {**DOC_A["municipality"], "name": "Второй округ", "kind": "urban-okrug"},
    "parties": {**DOC_A["parties"], "office": {"title": "Администрация округа", "kind": "body"}},
    "norms": {
        "comment.draft": {**_RESPONSE, "within": {"hours": 2}},
        "site.keep": DOC_A["norms"]["site.keep"],
    },
    "defects": {
        "missing-annex": {
            "locator": "п. 7",
            "kind": "missing-annex",
            "severity": "critical",
            "effect": "Приложения в тексте нет.",
        }
    },
}


def operand(label: str, doc: Mapping[str, Any], first: date | None = None) -> Operand:
    """One side over a document that need not be a whole profile."""
    text = dict(doc)
    calendars: Mapping[str, Calendar] = {}
    profile: Profile = build_profile(label, [(None, None, text)], "0" * 64)
    return Operand(
        label, label, VersionDoc(first, None, text, Origins(text, ())), profile, "a" * 64, calendars
    )


def change(
    path: str, cls: ChangeClass, a: Any, b: Any, witness: Witness | None = None, clauses: str = "п. 1|п. 2"
) -> Change:
    """One change; ``clauses`` are those of A and B."""
    section, _, rest = path.partition("/")
    norm = rest.split("/")[0] if section == "norms" else None
    field = "norm" if path == f"norms/{norm}" else path.split("/")[-1]
    clause_a, clause_b = (one or None for one in clauses.split("|"))
    return Change(norm, path, field, cls, a, b, clause_a, clause_b, witness)


def obligation(due: str | None, status: str, **more: Any) -> dict[str, Any]:
    """A whole obligation of DESIGN §8 with one reading and one step."""
    found: dict[str, Any] = {
        "id": "first/comment.draft/1",
        "municipality": "first",
        "norm": "comment.draft",
        "kind": "response",
        "modality": "duty",
        "case": "1",
        "period": None,
        "bearer": "office",
        "counterparty": "cur",
        "sector": None,
        "clause": "п. 1",
        "opened_at": "2024-06-14T18:10:00+03:00",
        "opened_by": "e1",
        "nominal_due_at": due,
        "due_at": due,
        "safe_due_at": due,
        "closed_at": None,
        "closed_by": None,
        "status": status,
        "contested": False,
        "readings": [{"choice": {}, "due_at": due, "status": status}],
        "steps": [
            {
                "before": "2024-06-14T18:10:00+03:00",
                "after": due,
                "reason": "счёт от самого события",
                "clause": "п. 1",
                "choice": {},
            }
        ],
    }
    return found | more


def _verdict(due: str | None, status: str, bearer: str) -> dict[str, Any]:
    return {"status": status, "due_at": due, "bearer": bearer, "contested": False}


WITNESS = Witness(
    events=(
        {"id": "e1", "time": "2024-06-14T18:10:00+03:00", "type": "misinfo.notified", "case": "1"},
        {"id": "e2", "time": "2024-06-14T21:00:00+03:00", "type": "comment.drafted", "case": "1"},
    ),
    as_of="2024-06-14T21:00:00+03:00",
    a=obligation("2024-06-14T21:10:00+03:00", "fulfilled"),
    b=obligation("2024-06-14T20:10:00+03:00", "late"),
)


def tiny(*changes: Change, **more: Any) -> Diff:
    """A comparison of the two documents with these changes."""
    return Diff(operand("first", DOC_A), operand("second", DOC_B, date(2024, 6, 3)), (), changes, **more)


def sample() -> Diff:
    """A comparison with something of everything."""
    return Diff(
        a=operand("first", DOC_A, date(2024, 1, 10)),
        b=operand("second@2024-06-05", DOC_B, date(2024, 6, 3)),
        parameters=(
            Parameter("municipality/name", "Первое поселение", "Второй округ"),
            Parameter("municipality/kind", "rural-settlement", "urban-okrug"),
        ),
        changes=(
            change("norms/comment.draft/bearer", "reassigned", "office", "clerk"),
            change("norms/comment.draft/within", "tightened", {"hours": 3}, {"hours": 2}, WITNESS),
            change(
                "norms/comment.relay",
                "duty-lifted",
                {"kind": "standing", "bearer": "cur"},
                None,
                None,
                "п. 9|",
            ),
            change("norms/site.keep/counterparty", "redefined", None, "cur"),
            change("sectors/roads/standing", "redefined", "main", "additional"),
            change(
                "defects/missing-annex", "redefined", None, DOC_B["defects"]["missing-annex"], None, "|п. 7"
            ),
        ),
        gaps=(Gap("comment.relay", "b", "missing-annex"),),
        effect=(
            Effect(
                "first/comment.draft/7",
                "comment.draft",
                _verdict("2024-06-14T21:10:00+03:00", "fulfilled", "office"),
                _verdict("2024-06-14T20:10:00+03:00", "late", "clerk"),
            ),
        ),
    )
