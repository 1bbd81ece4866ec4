"""Which clauses are bound, which bindings lead nowhere, which fingerprints no longer agree."""

import shutil
from pathlib import Path

import pytest

from onboard.trace_world import ORDERS, POINTS, PROFILE, write_profile
from poryadok.norms.library import Library
from poryadok.norms.yaml_text import load_path
from poryadok.onboard.act.read import act_of_text, read_act
from poryadok.onboard.coverage import Coverage, cover
from poryadok.onboard.record import changes, recorded_text

TEXT = POINTS.read_text(encoding="utf-8")


def covered(root: Path, profile: str = PROFILE, text: str = TEXT) -> Coverage:
    resolved = Library.open(write_profile(root, profile)).resolve("park")
    assert resolved.valid, resolved.findings
    return cover(act_of_text(text), resolved.versions[-1])


def recorded(root: Path) -> str:
    """The profile with every fingerprint written."""
    library = Library.open(write_profile(root))
    version = library.resolve("park").versions[-1]
    (change,) = changes(cover(act_of_text(TEXT), version), version)
    new, findings = recorded_text(change, PROFILE.encode())
    assert findings == ()
    return new.decode()


def test_every_clause_is_bound(tmp_path):
    found = covered(tmp_path)
    assert found.complete
    assert found.bound["п. 4 абз. 1"] == ["parties/service", "paths.inspect"]
    assert found.bound["преамб."] == ["act/basis/aim"]
    assert found.bound["реш. п. 1"] == ["act"]
    assert found.bound["прил. п. 1"] == ["roles/keeper"]


def test_a_defect_alone_binds_nothing(tmp_path):
    found = covered(tmp_path, PROFILE.replace("source: {locator: п. 4 абз. 2}", "source: {locator: п. 1}"))
    assert found.unbound == ["п. 4 абз. 2"]
    assert [one.id for one in found.by_clause["п. 4 абз. 2"]] == ["defects/slip"]


def test_a_binding_to_no_clause_dangles(tmp_path):
    found = covered(tmp_path, PROFILE.replace("locator: п. 4 абз. 2", "locator: п. 44"))
    assert found.dangling == {"п. 44": ["damage.report", "defects/slip"]}
    assert not found.complete


def test_sources_of_another_act_are_not_looked_for(tmp_path):
    assert "ст. 5" not in covered(tmp_path).dangling


def test_an_amended_clause_names_the_norms_to_review(tmp_path):
    profile = recorded(tmp_path / "first")
    assert covered(tmp_path / "same", profile).drifted == {}
    amended = TEXT.replace("осматривает дорожки каждый день", "осматривает дорожки раз в неделю")
    assert covered(tmp_path / "other", profile, amended).drifted == {"п. 4 абз. 1": ["paths.inspect"]}


def test_recording_keeps_comments_and_layout(tmp_path):
    lines = recorded(tmp_path).splitlines()
    kept = [line for line in lines if "fingerprint" not in line]
    before = [line for line in PROFILE.splitlines() if "{locator: п. 4 абз. 2}" not in line]
    assert kept == before
    assert sum("fingerprint: " in line for line in lines) == 15


def test_recording_keeps_line_ends_and_the_mark(tmp_path):
    profile = PROFILE.replace("\n", "\r\n")
    version = Library.open(write_profile(tmp_path, profile)).resolve("park").versions[-1]
    (change,) = changes(cover(act_of_text(TEXT), version), version)
    new, findings = recorded_text(change, b"\xef\xbb\xbf" + profile.encode())
    assert findings == ()
    assert new.startswith(b"\xef\xbb\xbf#")
    assert new.count(b"\r\n") == new.count(b"\n")


@pytest.mark.parametrize("odd", ["number: 017", "number: 12:30", "number: 'yes'", "number: 1e3"])
def test_recording_changes_no_other_value(tmp_path, odd):
    """What the editor and the loader read differently is either kept or refused, never changed."""
    profile = PROFILE.replace("number: '17'", odd)
    configs = write_profile(tmp_path, profile)
    version = Library.open(configs).resolve("park").versions[-1]
    (change,) = changes(cover(act_of_text(TEXT), version), version)
    new, findings = recorded_text(change, profile.encode())
    if findings:
        assert [one.rule for one in findings] == ["trace.would-change"]
        return
    path = configs / "north" / "park.yaml"
    before = load_path(path, "x").doc
    path.write_bytes(new)
    assert load_path(path, "x").doc["act"] == before["act"]


def test_what_is_recorded_already_is_not_written_again(tmp_path):
    profile = recorded(tmp_path / "first")
    version = Library.open(write_profile(tmp_path / "second", profile)).resolve("park").versions[-1]
    assert changes(cover(act_of_text(TEXT), version), version) == []


# --- the acts themselves, where they are at hand

at_hand = pytest.mark.skipif(not ORDERS.is_dir(), reason="the texts of the acts are not at hand")
FIVE = ("beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky")


@at_hand
@pytest.mark.parametrize("name", FIVE)
def test_every_clause_of_the_five_acts_is_bound(name):
    act, findings = read_act(ORDERS / f"{name}.txt")
    assert findings == ()
    found = cover(act, Library.open().resolve(name).versions[-1])
    assert (found.unbound, found.dangling, found.drifted) == ([], {}, {})
    assert len(act.clauses) > 60


@at_hand
@pytest.mark.parametrize("name", FIVE)
def test_every_source_in_the_five_acts_has_its_fingerprint(name):
    act, _ = read_act(ORDERS / f"{name}.txt")
    version = Library.open().resolve(name).versions[-1]
    assert changes(cover(act, version), version) == []


@at_hand
@pytest.mark.parametrize("name", FIVE)
def test_recording_a_shipped_profile_gives_the_file_itself(name, tmp_path):
    """Fingerprints taken out and recorded anew: the same bytes."""
    configs = tmp_path / "configs"
    shutil.copytree(Library.open().roots()[0], configs)
    path = next(configs.glob(f"*/{name}.yaml"))
    whole = path.read_text(encoding="utf-8")
    path.write_text(
        "".join(line for line in whole.splitlines(keepends=True) if "fingerprint:" not in line),
        encoding="utf-8",
    )
    act, _ = read_act(ORDERS / f"{name}.txt")
    library = Library.open(configs)
    version = library.resolve(name).versions[-1]
    (change,) = changes(cover(act, version), version)
    new, findings = recorded_text(change, path.read_bytes())
    assert findings == ()
    assert new.decode() == whole
