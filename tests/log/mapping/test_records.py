"""XES and CloudEvents, by the mappings that are shipped."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from log.mapping.mapping_world import convert, reasons
from log.support import TYPES
from poryadok.data import data_root
from poryadok.log.mapping.model import FieldMap, Mapping
from poryadok.norms.library import Library
from poryadok.onboard.mapping.load import load_mapping


def shipped(name: str, place: str | None = None) -> Mapping:
    path = data_root() / "configs" / "mappings" / f"{name}.yaml"
    found = load_mapping(path, Library.open().vocabulary.event_types).mapping
    assert found is not None
    return found if place is None else replace(found, municipality=FieldMap(constant=place))


XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="нет"/></global>
  <trace>
    <string key="concept:name" value="А-1"/>
    <string key="municipality" value="kuzhmara"/>
    <event>
      <string key="concept:name" value="Зарегистрировано"><string key="concept:name" value="внутри"/></string>
      <date key="time:timestamp" value="2024-05-02T12:00:00.000+03:00"/>
      <string key="org:resource" value="Примеров"/>
    </event>
    <event>
      <string key="concept:name" value="appeal.answered"/>
      <date key="time:timestamp" value="2024-05-03T06:00:00Z"/>
    </event>
    <event>
      <string key="concept:name" value="Прочитано"/>
      <date key="time:timestamp" value="2024-05-03T06:00:00Z"/>
    </event>
  </trace>
</log>
"""


def xes(path: Path, text: str = XES) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_xes(tmp_path: Path) -> None:
    log, made = convert(xes(tmp_path / "a.xes"), by=shipped("xes"))
    assert log.frame.select("t", "type", "case", "municipality").rows() == [
        (1714640400, "appeal.registered", "А-1", "kuzhmara"),
        (1714716000, "appeal.answered", "А-1", "kuzhmara"),
    ]
    # an activity that is no event type is kept aside by its line; the third event begins in line 16
    assert [(one.line, one.reason, one.head) for one in log.rejections] == [
        (16, "unknown-type", "concept:name")
    ]
    assert "Примеров" not in str(made.kept)


def test_xes_that_cannot_be_read(tmp_path: Path) -> None:
    def rules(text: str) -> list[tuple[str, int]]:
        found = convert(xes(tmp_path / "a.xes", text), by=shipped("xes", "kuzhmara"))[0].findings
        return [(one.rule, one.spans[0].line) for one in found]

    bomb = '<!DOCTYPE log [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
    assert rules(XES.replace("<log", f"{bomb}<log", 1)) == [("export.xml-doctype", 2)]
    assert rules(XES[:-10]) == [("export.xml-broken", len(XES[:-10].splitlines()))]
    assert rules("<html/>") == [("export.xml-not-xes", 1)]
    assert rules("<log>" + "<list>" * 100) == [("export.xml-too-deep", 1)]
    assert rules(XES.replace("time:timestamp", "time:stamp")) == [("export.missing-column", 0)]
    assert rules("<log></log>") == []


def cloud(**changes: Any) -> dict[str, Any]:
    body = {
        "specversion": "1.0",
        "id": "1",
        "source": "/edms",
        "type": "appeal.registered",
        "time": "2024-05-02T09:00:00Z",
        "subject": "А-1",
        "data": {"municipality": "kuzhmara", "note": [1, 2], "days": 30, "track": None},
    }
    return body | changes


def test_cloudevents(tmp_path: Path) -> None:
    by = shipped("cloudevents")
    one = cloud()
    two = cloud(id="2", type="appeal.extended")
    path = tmp_path / "a.json"
    for text in (
        json.dumps([one, two], ensure_ascii=False),
        json.dumps([one, two], ensure_ascii=False, indent=2),
        json.dumps(one) + "\n" + json.dumps(two) + "\n",
        "\ufeff\n" + json.dumps(one) + "\n\n" + json.dumps(two),
    ):
        path.write_text(text, encoding="utf-8")
        log, made = convert(path, by=by)
        assert not log.findings and reasons(made) == []
        assert log.frame["id"].to_list() == ["kuzhmara//edms/1/event", "kuzhmara//edms/2/event"]
        assert log.frame["t"].to_list() == [1714640400] * 2
        assert log.frame["data"].to_list() == ['{"days":30}'] * 2
    for single in (json.dumps(one), json.dumps(one, indent=2), json.dumps(one) + "\n"):
        path.write_text(single, encoding="utf-8")
        assert convert(path, by=by)[0].accepted == 1


def test_cloudevents_that_cannot_be_read(tmp_path: Path) -> None:
    by = shipped("cloudevents")
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps(cloud())
        + '\n{"id": 1\n'
        + json.dumps({"id": "1"})
        + "\n"
        + json.dumps(cloud(time=5))
        + "\n",
        encoding="utf-8",
    )
    log, made = convert(path, by=by)
    assert reasons(made) == [(2, "", "malformed-json"), (3, "", "not-cloudevent"), (4, "time", "bad-date")]
    assert log.accepted == 1
    path.write_text("[1, 2\n", encoding="utf-8")
    assert [one.rule for one in convert(path, by=by)[0].findings] == ["export.json-broken"]
    path.write_text("[" * 100_000, encoding="utf-8")
    assert [one.rule for one in convert(path, by=by)[0].findings] == ["export.json-broken"]
    path.write_text("", encoding="utf-8")
    assert convert(path, by=by)[0].read == 0


def test_a_big_array_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("poryadok.log.cloudevents._WHOLE", 10)
    path = tmp_path / "a.json"
    path.write_text(json.dumps([cloud()]), encoding="utf-8")
    assert [one.rule for one in convert(path, by=shipped("cloudevents"))[0].findings] == [
        "export.json-too-large"
    ]


def test_event_types_of_this_small_world() -> None:
    assert {"appeal.registered", "appeal.answered", "appeal.extended"} <= set(TYPES)
