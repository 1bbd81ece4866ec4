"""Without python-docx a Word document is refused in words, and text is read all the same."""

import sys

from onboard.trace_world import POINTS
from poryadok.onboard.act.read import read_act


def test_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "poryadok.onboard.act.word", raising=False)
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    assert [one.rule for one in read_act(path)[1]] == ["act.no-docx"]
    assert read_act(POINTS)[1] == ()
