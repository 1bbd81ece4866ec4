"""Values to be decided: where they may stand, what they close, how they are counted."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry

from poryadok.cli.main import cli
from poryadok.norms.holes import OPEN_KEY, find_holes, is_hole, settled
from poryadok.norms.layers import lay
from poryadok.norms.library import Library
from poryadok.norms.progress import progress_of
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import Resolved
from poryadok.norms.schema import LAYER, RESOLVED, schema_of

Doc = dict[str, Any]

HOLE = {"decide": "text", "note": "спросить"}

# fourteen values: two of the place, five of the act, seven of the norm
TOWN: Doc = {
    "format": 1,
    "id": "town",
    "rank": "municipality",
    "extends": ["ru/readings", "ru/fz59", "mari-el/_region"],
    "municipality": {"name": "Городок", "kind": "rural-settlement"},
    "act": {
        "kind": "order",
        "number": "7-р",
        "date": "2025-01-01",
        "issuer": "Администрация",
        "in_force": {"from": "2025-02-01"},
    },
    "norms": {
        "comment.draft": {
            "kind": "response",
            "title": "Проект комментария",
            "bearer": "local-authority",
            "opens": "misinfo.notified",
            "closes": "comment.drafted",
            "within": {"hours": 3},
            "source": {"locator": "п. 1"},
        }
    },
}
EVENTS = [
    {"id": "1", "time": "2025-03-03T10:00:00+03:00", "type": "misinfo.notified", "case": "М-1"},
    {"id": "2", "time": "2025-03-03T11:00:00+03:00", "type": "comment.drafted", "case": "М-1"},
]


def changed(path: str, value: Any, doc: Doc = TOWN) -> Doc:
    """The document with one value put at a path."""
    made = copy.deepcopy(doc)
    *holders, last = path.split("/")
    place = made
    for key in holders:
        place = place.setdefault(key, {})
    place[last] = value
    return made


def written(root: Path, *docs: Doc) -> Path:
    """A configuration of these layers: the profile, and layers of its own folder."""
    for doc in docs:
        folder = root / "north" if doc["rank"] == "municipality" else root / "north" / "town.d"
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(doc, allow_unicode=True, sort_keys=False)
        (folder / f"{doc['id']}.yaml").write_text(text, encoding="utf-8")
    return root


def resolved(root: Path, *docs: Doc) -> Resolved:
    return Library.open(written(root, *docs)).resolve("town")


def assessed(root: Path) -> Doc:
    log = root / "log.jsonl"
    lines = (json.dumps({**event, "municipality": "town"}) for event in EVENTS)
    log.write_text("\n".join(lines), encoding="utf-8")
    args = ["obligations", "--configs", root, "--events", log, "--as-of", "2025-04-01", "--format", "json"]
    result = CliRunner().invoke(cli, list(map(str, args)))
    assert result.exit_code == 0, result.output
    body: Doc = json.loads(result.stdout)
    return body


@cache
def _validators(form: tuple[str, str]) -> tuple[Any, Any]:
    schema = schema_of(form)
    return Draft202012Validator(schema, registry=Registry()), jsonschema_rs.Draft202012Validator(
        schema, offline=True
    )


def agreed(form: tuple[str, str], doc: Doc) -> bool:
    """The verdict of both validators; they must not differ."""
    slow, quick = (one.is_valid(doc) for one in _validators(form))
    assert slow == quick, doc
    return bool(quick)


def test_a_hole_replaces_and_is_replaced() -> None:
    term = {"within": {"hours": 3}}
    hole = {"within": {"decide": "amount"}}
    assert lay(term, hole) == hole
    assert lay(hole, term) == term
    assert lay(hole, {"within": None}) == {}


def test_an_id_is_never_taken_for_a_hole() -> None:
    assert not is_hole({"decide": {"title": "роль по имени decide"}})
    assert not is_hole({"decide": None})
    assert list(find_holes({"norms": {"decide": {"kind": "standing"}}})) == []


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner, (*path, key))
        else:
            yield (*path, key)


TYPES = ("text", "date", "number", "integer", "amount", "period", "due")
TYPES += ("party", "event", "clause", "choice", "zone", "hours", "value")


@pytest.mark.parametrize("name", ["kilemar", "borsky", "kuzhmara"])
def test_both_validators_agree_on_holes_everywhere(name: str) -> None:
    library = Library.open()
    found = library.resolve(name)
    layer = library.layer(found.file).content
    head: Doc = {"format": 1, "id": name, "rank": "municipality"}
    verdicts = {}
    # one norm of each set of keys is enough: the schema does not know their names
    seen = set()
    for path in _leaves(layer):
        shape = (path[0], *path[2:]) if len(path) > 2 else path
        if shape in seen:
            continue
        seen.add(shape)
        for kind in (*TYPES, "nonsense"):
            # the rest of the profile says nothing about this place, but for the kind of its norm
            doc = changed("/".join(path), {"decide": kind}, head)
            if path[0] == "norms" and "kind" in layer["norms"][path[1]] and path[2] != "kind":
                doc["norms"][path[1]]["kind"] = layer["norms"][path[1]]["kind"]
            verdicts[path, kind] = agreed(LAYER, doc)
    assert not any(fits for (_, kind), fits in verdicts.items() if kind == "nonsense")
    assert {path for (path, _), fits in verdicts.items() if fits}
    # each place takes one type: a hole of another type is a mistake
    for path in {path for path, _ in verdicts}:
        fitting = [kind for kind in TYPES if verdicts[path, kind]]
        assert len(fitting) <= 1 or path[0] == "parameters", (path, fitting)


@pytest.mark.parametrize(
    "path",
    [
        "id",
        "title",
        "act",
        "act/in_force",
        "municipality",
        "norms/comment.draft",
        "norms/comment.draft/kind",
        "norms/comment.draft/source",
        "norms/comment.draft/source/fingerprint",
        "norms/comment.draft/readings",
        "parameters/x/type",
        "accepted/x/rule",
    ],
)
def test_a_hole_stands_for_a_value_and_for_nothing_else(path: str) -> None:
    assert not any(agreed(LAYER, changed(path, {"decide": kind})) for kind in TYPES)


def test_a_hole_opens_no_other_key() -> None:
    for hole in (
        {"decide": "amount", "hours": 3},
        {"decide": "amount", "note": ""},
        {"decide": 3},
        {"note": "x"},
    ):
        assert not agreed(LAYER, changed("norms/comment.draft/within", hole))
    assert not agreed(LAYER, changed("extends", [{"decide": "text"}]))
    assert not agreed(LAYER, changed("norms/comment.draft/opens", ["misinfo.notified", {"decide": "event"}]))


def test_a_dated_layer_is_dated() -> None:
    head = {"format": 1, "id": "x", "rank": "amendment", "for": "town", "act": {"number": "8-р"}}
    assert agreed(LAYER, {**head, "in_force": {"from": "2025-05-01"}})
    assert not agreed(LAYER, {**head, "in_force": {"from": {"decide": "date"}}})
    assert not agreed(LAYER, {**head, "by": {"number": {"decide": "number"}}})


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("within", "amount"),
        ("within/hours", "integer"),
        ("opens", "event"),
        ("closes", "event"),
        ("where/channel", "text"),
        ("roll", "choice"),
        ("day_zero", "choice"),
        ("modality", "choice"),
        ("by_norm", "choice"),
        ("in_force/from", "date"),
        ("readings/roll/adopted", "choice"),
        ("extend/by", "amount"),
        ("exceptions/urgent/where/priority", "text"),
    ],
)
def test_what_depends_on_an_open_value_opens_nothing(tmp_path: Path, key: str, kind: str) -> None:
    doc = TOWN
    if key.startswith("extend"):
        doc = changed("norms/comment.draft/extend/event", "appeal.extended")
    if key.startswith("exceptions"):
        doc = changed("norms/comment.draft/exceptions/urgent/patch", {"within": {"hours": 1}})
    path = f"norms/comment.draft/{key}"
    found = resolved(tmp_path, changed(path, {"decide": kind}, doc))
    assert [(one.rule, one.severity, "/".join(one.path)) for one in found.findings] == [
        ("hole.open", "low", path)
    ]
    body = assessed(tmp_path)
    assert body["obligations"] == []
    clause = "п. 1"
    assert body["undetermined"] == [
        {"municipality": "town", "norm": "comment.draft", "parameter": path, "clause": clause}
    ]


@pytest.mark.parametrize(
    ("key", "kind"), [("title", "text"), ("bearer", "party"), ("source/locator", "clause"), ("notes", "text")]
)
def test_what_is_only_said_of_a_norm_does_not_keep_it_from_being_computed(
    tmp_path: Path, key: str, kind: str
) -> None:
    found = resolved(tmp_path, changed(f"norms/comment.draft/{key}", {"decide": kind}))
    assert [one.rule for one in found.findings] == ["hole.open"]
    body = assessed(tmp_path)
    # 10:00 and three hours; drafted at 11:00
    assert [(one["due_at"], one["status"]) for one in body["obligations"]] == [
        ("2025-03-03T13:00:00+03:00", "fulfilled")
    ]
    assert body["undetermined"] == []
    assert body["obligations"][0]["bearer"] == (None if key == "bearer" else "local-authority")


def test_an_open_parameter_is_named_by_its_id(tmp_path: Path) -> None:
    doc = changed("norms/comment.draft/within", {"parameter": "term"})
    doc = changed("parameters/term", {"title": "Срок", "type": "amount", "value": {"decide": "amount"}}, doc)
    assert [one.rule for one in resolved(tmp_path, doc).findings] == ["hole.open"]
    body = assessed(tmp_path)
    assert [one["parameter"] for one in body["undetermined"]] == ["term"]
    assert body["obligations"] == []


def test_open_hours_concern_what_counts_working_hours(tmp_path: Path) -> None:
    monday = {"monday": {"decide": "hours"}, "tuesday": ["08:00-12:00"]}
    doc = changed("office_hours", monday, changed("norms/comment.draft/within", {"working_hours": 3}))
    resolved(tmp_path / "working", doc)
    assert [one["parameter"] for one in assessed(tmp_path / "working")["undetermined"]] == [
        "office_hours/monday"
    ]
    resolved(tmp_path / "plain", changed("office_hours", monday))
    assert [one["status"] for one in assessed(tmp_path / "plain")["obligations"]] == ["fulfilled"]


def test_a_shared_question_left_open_concerns_the_norms_that_ask_it(tmp_path: Path) -> None:
    doc = changed("readings/roll/adopted", {"decide": "choice"})
    found = resolved(tmp_path, doc)
    open_norms = {key for key, norm in found.versions[0].doc["norms"].items() if OPEN_KEY in norm}
    # of the federal norms all three ask about the roll; the town's own norm does not
    assert open_norms == {"fz59.register", "fz59.forward", "fz59.answer"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("municipality/timezone", "zone"),
        ("municipality/calendar", "choice"),
        ("act/in_force/from", "date"),
        ("act/in_force/to", "date"),
    ],
)
def test_without_some_values_no_day_can_be_counted(tmp_path: Path, path: str, kind: str) -> None:
    found = resolved(tmp_path, changed(path, {"decide": kind}))
    assert [(one.rule, one.severity) for one in found.findings] == [("hole.needed", "critical")]
    assert not found.valid


def test_another_layer_fills_a_hole(tmp_path: Path) -> None:
    decision: Doc = {
        "format": 1,
        "id": "term",
        "rank": "decision",
        "for": "town",
        "in_force": {"from": "2025-03-01"},
        "norms": {"comment.draft": {"within": {"hours": 2}}},
    }
    found = resolved(tmp_path, changed("norms/comment.draft/within", {"decide": "amount"}), decision)
    # open until the decision is in force, then two hours
    assert [bool(version.holes) for version in found.versions] == [True, False]
    assert found.versions[1].doc["norms"]["comment.draft"]["within"] == {"hours": 2}
    (one,) = assessed(tmp_path)["obligations"]
    assert one["due_at"] == "2025-03-03T12:00:00+03:00"


def test_a_later_layer_may_leave_open_what_was_decided(tmp_path: Path) -> None:
    probe = changed("norms", {"comment.draft": {"within": {"decide": "amount"}}}, {"format": 1})
    path = tmp_path / "probe.yaml"
    path.write_text(yaml.safe_dump({**probe, "id": "probe", "rank": "what-if"}), encoding="utf-8")
    library = Library.open(written(tmp_path / "configs", TOWN), [path])
    found = library.resolve("town")
    version = found.versions[0]
    profile = build_profile("town", [(None, None, version.doc)], "", [version.what_if])
    (norm,) = [one for one in profile.versions[0].norms if one.id == "comment.draft"]
    assert norm.open_parameters == ("norms/comment.draft/within",)


def test_a_bounded_value_may_be_open(tmp_path: Path) -> None:
    found = resolved(tmp_path, changed("norms/fz59.answer/within", {"decide": "amount"}))
    assert [one.rule for one in found.findings] == ["hole.open"]


def test_settling_shares_what_has_no_hole() -> None:
    doc = changed("norms/other", {"kind": "standing"}, changed("norms/comment.draft/within", HOLE))
    made = settled(doc, [("norms", "comment.draft", "within")])
    assert made["norms"]["other"] is doc["norms"]["other"]
    assert made["act"] is doc["act"]
    assert is_hole(doc["norms"]["comment.draft"]["within"])


def test_progress_counts_values(tmp_path: Path) -> None:
    doc = TOWN
    for path, kind in (
        ("municipality/full_name", "text"),
        ("municipality/region", "text"),
        ("act/title", "text"),
        ("act/document", "text"),
        ("norms/comment.draft/counterparty", "party"),
        ("norms/comment.draft/notes", "text"),
        ("norms/comment.draft/step", "integer"),
    ):
        doc = changed(path, {"decide": kind, "note": "спросить"}, doc)
    progress = progress_of(resolved(tmp_path, doc))
    # fourteen values of TOWN and seven holes; 14 / 21 = 66.67 %
    assert (progress.decided, progress.total, progress.percent) == (14, 21, 67)
    result = CliRunner().invoke(cli, ["validate", "--configs", str(tmp_path)])
    assert result.exit_code == 0
    assert "town: решено 14 из 21 (67 %)" in result.stdout
    lines = (tmp_path / "north" / "town.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.strip() == "full_name:")
    assert f"town.yaml:{line + 1}: municipality/full_name — текст: спросить" in result.stdout
    assert (
        CliRunner().invoke(cli, ["validate", "--configs", str(tmp_path), "--fail-on", "low"]).exit_code == 1
    )
    made = json.loads(
        CliRunner().invoke(cli, ["validate", "--configs", str(tmp_path), "--format", "json"]).stdout
    )
    (one,) = made["profiles"]
    assert (one["valid"], one["progress"]["decided"], one["progress"]["total"]) == (True, 14, 21)
    # in the order of the file
    assert [hole["path"] for hole in one["progress"]["open"]][:2] == [
        "municipality/full_name",
        "municipality/region",
    ]
    assert {finding["rule"] for finding in made["findings"]} == {"hole.open"}


def test_progress_is_whole_only_when_nothing_is_open(tmp_path: Path) -> None:
    assert progress_of(resolved(tmp_path, TOWN)).percent == 100
    library = Library.open()
    for name in library.ids():
        progress = progress_of(library.resolve(name))
        assert (progress.open, progress.percent) == ((), 100)


def test_show_shows_what_is_written(tmp_path: Path) -> None:
    written(tmp_path, changed("norms/comment.draft/within", {"decide": "amount", "note": "спросить"}))
    shown = CliRunner().invoke(cli, ["show", "town", "--configs", str(tmp_path), "--format", "json"])
    norm = json.loads(shown.stdout)["norms"]["comment.draft"]
    assert norm["within"] == {"decide": "amount", "note": "спросить"}
    assert OPEN_KEY not in norm


def test_filling_a_hole_changes_the_digest(tmp_path: Path) -> None:
    open_ = resolved(tmp_path / "a", changed("norms/comment.draft/within", {"decide": "amount"}))
    other = resolved(tmp_path / "b", changed("norms/comment.draft/within", {"hours": 3}))
    assert open_.digest != other.digest


def test_the_resolved_form_takes_holes_where_values_are_required(tmp_path: Path) -> None:
    doc = changed(
        "act/number", {"decide": "number"}, changed("norms/comment.draft/title", {"decide": "text"})
    )
    version = resolved(tmp_path, doc).versions[0]
    assert agreed(RESOLVED, version.written)
    assert not agreed(RESOLVED, {**version.written, "act": {"number": {"decide": "number"}}})


def test_people_are_told_what_a_norm_waits_for(tmp_path: Path) -> None:
    written(tmp_path, changed("norms/comment.draft/within", {"decide": "amount"}))
    for args in (["check"], ["explain", "town/comment.draft"]):
        words = [*args, "--configs", str(tmp_path), "--as-of", "2025-04-01"]
        assert (
            "в профиле ещё не решено: norms/comment.draft/within; п. 1"
            in CliRunner().invoke(cli, words).stdout
        )
