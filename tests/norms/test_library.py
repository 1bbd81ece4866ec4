"""The library: finding files, layering them by time, digests, sharing."""

import hashlib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from poryadok.norms.files import is_profile, profile_files
from poryadok.norms.library import Library

SAMPLE = Path(__file__).parents[1] / "broken"
HEAD = "format: 1\nid: {id}\nrank: municipality\nextends: [families/sample]\n"


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    root = tmp_path / "configs"
    (root / "families").mkdir(parents=True)
    (root / "north").mkdir()
    (root / "vocabulary.yaml").write_bytes((SAMPLE / "vocabulary.yaml").read_bytes())
    (root / "families" / "sample.yaml").write_bytes((SAMPLE / "families" / "sample.yaml").read_bytes())
    (root / "north" / "town.yaml").write_text(HEAD.format(id="town"), encoding="utf-8")
    return root


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_all_bundled_profiles_validate():
    library = Library.open()
    assert library.ids() == ["beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky"]
    for name in library.ids():
        resolved = library.resolve(name)
        assert resolved.findings == (), name
        assert resolved.valid


def test_ids_are_those_of_the_folder_only(configs):
    write(configs / "north" / "_region.yaml", "format: 1\nid: north\nrank: region\n")
    write(configs / "north" / "town.d" / "x.yaml", "format: 1\n")
    write(configs / "mappings" / "m.yaml", "format: 1\n")
    assert Library.open(configs).ids() == ["town"]


def test_an_unknown_id_names_the_nearest(configs):
    resolved = Library.open(configs).resolve("twon")
    assert [one.rule for one in resolved.findings] == ["profile.unknown"]
    assert resolved.findings[0].args["suggestion"] == "town"
    assert not resolved.valid


def test_two_profiles_of_one_id(configs):
    write(configs / "south" / "town.yaml", HEAD.format(id="town"))
    assert [one.rule for one in Library.open(configs).resolve("town").findings] == ["profile.id-twice"]


def test_own_layers_beat_bundled_ones_and_the_rest_falls_back(configs):
    path = write(configs / "north" / "other.yaml", HEAD.format(id="other").replace("]", ", ru/readings]"))
    resolved = Library.open(configs).resolve("other")
    assert "day-zero" in resolved.versions[0].doc["readings"]
    assert resolved.versions[0].origins[("norms", "reply")].file.endswith("families/sample.yaml")
    assert Library.open().resolve(str(path)).digest == resolved.digest


def test_dated_layers_make_versions(configs):
    write(
        configs / "north" / "town.d" / "2025.yaml",
        "format: 1\nid: town-2025\nrank: amendment\nfor: town\nin_force: {from: 2025-03-01}\n"
        "by: {kind: decision, number: 7, date: 2025-02-20, issuer: Совет}\n"
        "norms: {reply: {within: {days: 5}}}\n",
    )
    write(
        configs / "north" / "town.d" / "trial.yaml",
        "format: 1\nid: trial\nrank: decision\nfor: town\nin_force: {from: 2025-06-01, to: 2025-08-31}\n"
        "norms: {reply: {within: {days: 2}}}\n",
    )
    resolved = Library.open(configs).resolve("town")
    assert resolved.findings == ()
    assert [
        (one.first, one.last, one.doc["norms"]["reply"]["within"]["days"]) for one in resolved.versions
    ] == [
        (None, date(2025, 2, 28), 10),
        (date(2025, 3, 1), date(2025, 5, 31), 5),
        (date(2025, 6, 1), date(2025, 8, 31), 2),
        (date(2025, 9, 1), None, 5),
    ]
    origin = resolved.versions[1].origins[("norms", "reply", "within", "days")]
    assert (origin.layer, origin.rank, origin.clause) == ("town-2025", "amendment", "п. 1")


def test_layers_of_the_command_line(configs, tmp_path):
    extra = write(
        tmp_path / "try.yaml", "format: 1\nid: try\nrank: what-if\nnorms: {reply: {within: {days: 1}}}\n"
    )
    (version,) = Library.open(configs, [extra]).resolve("town").versions
    assert version.doc["norms"]["reply"]["within"] == {"days": 1}
    assert version.what_if[0]["norms"] == {"reply": {"within": {"days": 1}}}


def test_the_digest_does_not_see_comments_and_layout(configs):
    before = Library.open(configs).resolve("town").digest
    path = configs / "north" / "town.yaml"
    path.write_text(
        "# слова\nid: town\nformat:   1\nextends:\n  - families/sample\nrank: municipality\n", "utf-8"
    )
    assert Library.open(configs).resolve("town").digest == before
    path.write_text(HEAD.format(id="town") + "norms: {reply: {title: Иначе}}\n", "utf-8")
    assert Library.open(configs).resolve("town").digest != before


def test_layers_that_extend_each_other_do_not_loop(configs):
    write(configs / "families" / "a.yaml", "format: 1\nid: a\nrank: family\nextends: [families/b]\n")
    write(configs / "families" / "b.yaml", "format: 1\nid: b\nrank: family\nextends: [families/a]\n")
    write(configs / "north" / "town.yaml", HEAD.format(id="town").replace("]", ", families/a]"))
    assert Library.open(configs).resolve("town").valid


@pytest.mark.parametrize(
    "ref", ["../secret", "/etc/passwd", "families/../families/sample", "families\\sample", ""]
)
def test_refs_do_not_leave_the_folder(configs, ref):
    write(configs / "north" / "town.yaml", HEAD.format(id="town").replace("families/sample", f"'{ref}'"))
    rules = [one.rule for one in Library.open(configs).resolve("town").findings]
    assert rules and set(rules) <= {"layer.unknown", "schema.empty"}


def test_shared_layers_are_laid_once(configs):
    for index in range(50):
        write(configs / "north" / f"m{index}.yaml", HEAD.format(id=f"m{index}"))
    library = Library.open(configs)
    docs = [library.resolve(name).versions[0].doc for name in library.ids()]
    assert len({id(doc["norms"]["reply"]) for doc in docs}) == 1


def test_a_missing_vocabulary_is_told(configs, monkeypatch):
    (configs / "vocabulary.yaml").unlink()
    monkeypatch.setattr("poryadok.norms.library.bundled", lambda: configs)
    assert "vocabulary.missing" in [one.rule for one in Library.open(configs).resolve("town").findings]


def test_faults_of_all_sorts_are_said_at_once(configs):
    """A key that is none (the schema), a zone and a day that are none, a bearer that is nobody."""
    text = (
        HEAD.format(id="town")
        + "municipality: {timezone: Europe/Moskow}\n"
        + "act: {date: 2025-02-30}\n"
        + "norms:\n  reply: {withn: {days: 1}}\n  other: {kind: standing, title: Иное, bearer: nobody,"
        + " source: {locator: п. 9}}\n"
    )
    write(configs / "north" / "town.yaml", text)
    found = Library.open(configs).resolve("town").findings
    wrong = {(one.rule, "/".join(one.path)) for one in found if one.severity == "critical"}
    assert wrong == {
        ("schema.unknown-key", "norms/reply/withn"),
        ("place.timezone", "municipality/timezone"),
        ("date.impossible", "act/date"),
        ("reference.actor", "norms/other/bearer"),
    }


def test_nothing_is_said_for_want_of_what_is_wrong_itself(configs):
    """The party cannot be read, so nobody is told that it is missing where it is named."""
    text = (
        HEAD.format(id="town")
        + "parties: {archive: {titel: Архив}}\n"
        + "norms:\n  keep: {kind: standing, title: Хранить, bearer: archive, source: {locator: п. 9}}\n"
    )
    write(configs / "north" / "town.yaml", text)
    found = Library.open(configs).resolve("town").findings
    assert {one.rule for one in found if one.severity == "critical"} == {"schema.unknown-key"}


@pytest.mark.parametrize("kind", ["{a: b}", "[response]", "3", "null"])
def test_a_kind_that_is_none_is_said_not_stumbled_over(configs, kind):
    text = HEAD.format(id="town") + f"norms: {{other: {{kind: {kind}, title: Иное}}}}\n"
    write(configs / "north" / "town.yaml", text)
    found = Library.open(configs).resolve("town").findings
    assert any(one.severity == "critical" and one.path[:2] == ("norms", "other") for one in found)


def test_a_digest_is_that_of_the_whole_document(configs):
    """However many profiles share their sections, and whatever of them a profile changes."""
    write(configs / "north" / "like.yaml", HEAD.format(id="like"))
    write(configs / "north" / "own.yaml", HEAD.format(id="own") + "norms: {reply: {within: {days: 3}}}\n")
    dated = "format: 1\nid: d\nrank: decision\nfor: own\nin_force: {from: 2025-06-01}\n"
    write(configs / "north" / "own.d" / "d.yaml", dated + "norms: {reply: {within: {days: 2}}}\n")
    open_end = "municipality: {name: {decide: text, note: кто}}\n"
    write(configs / "north" / "open.yaml", HEAD.format(id="open") + open_end)
    for library in (Library.open(configs), Library.open()):
        for name in library.ids():
            resolved = library.resolve(name)
            docs = [[str(one.first), str(one.last), one.written] for one in resolved.versions]
            whole = hashlib.sha256(msgspec.json.encode(docs, order="deterministic")).hexdigest()
            assert resolved.digest == whole, name


def test_profile_files_are_those_that_stand_where_profiles_stand(configs):
    for place in (
        *(
            "south/b.yaml",
            "south/a.yaml",
            "south/_region.yaml",
            "south/.hidden.yaml",
            "south/a.yml",
            "south/a.txt",
        ),
        *(
            "south/a.d/x.yaml",
            "a.d/y.yaml",
            "_drafts/z.yaml",
            ".git/z.yaml",
            "ru/z.yaml",
            "calendars/ru/2025.yaml",
        ),
        *("mappings/m.yaml", "south.b/c.yaml", "top.yaml"),
    ):
        write(configs / place, "format: 1\n")
    (configs / "south" / "folder.yaml").mkdir()
    (configs / "south" / "link.yaml").symlink_to(configs / "south" / "a.yaml")
    (configs / "south" / "dangling.yaml").symlink_to(configs / "nowhere.yaml")
    (configs / "linked").symlink_to(configs / "north", target_is_directory=True)
    found = sorted(path for path in configs.glob("*/*.yaml") if is_profile(path, configs) and path.is_file())
    assert profile_files(configs) == found
    assert [path.stem for path in found] == ["town", "town", "a", "b", "link", "c"]
    assert profile_files(configs / "nowhere") == []


def test_refs_that_run_in_a_ring_are_laid_once(configs):
    write(
        configs / "families" / "ring.yaml",
        "format: 1\nid: ring\nrank: family\nextends: [families/sample, families/ring]\n",
    )
    write(configs / "north" / "town.yaml", HEAD.format(id="town").replace("]", ", families/ring]"))
    write(
        configs / "north" / "twin.yaml", HEAD.format(id="twin").replace("]", ", families/ring, north/town]")
    )
    library = Library.open(configs)
    refs = [layer.ref for layer in library.resolve("town").versions[0].origins.layers]
    assert refs[:2] == ["families/ring", "families/sample"]
    assert len(refs) == 3
    twin = library.resolve("twin").versions[0].origins.layers
    assert [layer.id for layer in twin] == ["ring", "sample", "town", "twin"]


def test_a_ref_to_nowhere_is_told_of_each_profile_that_names_it(configs):
    for name in ("town", "twin"):
        write(configs / "north" / f"{name}.yaml", HEAD.format(id=name).replace("]", ", families/smaple]"))
    library = Library.open(configs)
    for name in ("town", "twin"):
        (finding,) = (one for one in library.resolve(name).findings if one.rule == "layer.unknown")
        assert finding.spans[0].file.endswith(f"north/{name}.yaml")
        assert (finding.spans[0].line, finding.fix) == (4, "families/sample")
