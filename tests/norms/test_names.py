"""The nearest valid name."""

import pytest

from poryadok.norms.names import nearest, wrong_name

KNOWN = ["appeal.answered", "appeal.registered", "message.routed", "working_days"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("appeal.answerd", "appeal.answered"),
        ("registered", "appeal.registered"),
        ("Appeal.Answered", "appeal.answered"),
        ("арреаl.answered", "appeal.answered"),
        ("working-days", "working_days"),
        ("совсем иное", None),
    ],
)
def test_nearest(name, found):
    assert nearest(name, KNOWN) == found


def test_long_lists_are_cut():
    args = wrong_name("x", [f"name{index:02d}" for index in range(20)])
    assert args["known"].endswith("… (+8)")
    assert wrong_name("x", [])["known"] == "—"
