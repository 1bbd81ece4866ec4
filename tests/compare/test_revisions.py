"""Profiles of git revisions: with the layers of that revision, from wherever one asks."""

import os
import shutil
from pathlib import Path

import pytest

from compare.git_world import REGION, Repo, make_repo
from poryadok.compare.git import GitError, open_repository
from poryadok.compare.operands import read_operands
from poryadok.compare.revisions import Tree, config_root, lay_out


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """First commit: 10 days, «ЦУР Севера»; second: 8 days and another region; working tree: 7 days."""
    made = make_repo(tmp_path / "репо", monkeypatch)
    made.edit("configs/families/sample.yaml", "days: 10", "days: 8")
    made.write("configs/north/_region.yaml", REGION.format(title="ЦУР Юга"))
    made.commit("Короче")
    made.edit("configs/families/sample.yaml", "days: 8", "days: 7")
    monkeypatch.chdir(made.top)
    return made


def read(name: str, configs: Path | None = None):
    """Days of the answer and the title of the centre, as the operand has them."""
    made = read_operands([name], configs)
    assert made.findings == ()
    doc = made.found[0].doc
    return doc["norms"]["reply"]["within"]["days"], doc["parties"]["cur"]["title"]


def rules(name: str, configs: Path | None = None) -> list[str]:
    return [finding.rule for finding in read_operands([name], configs).findings]


def test_all_layers_are_of_the_revision(repo):
    assert read("configs/north/town.yaml") == (7, "ЦУР Юга")
    assert read("git:HEAD:configs/north/town.yaml") == (8, "ЦУР Юга")
    assert read("git:HEAD~1:configs/north/town.yaml") == (10, "ЦУР Севера")


def test_branches_tags_hashes_and_dates(repo):
    repo.git("tag", "-a", "v1", "-m", "первая", "HEAD~1")
    repo.git("branch", "ветка/один", "HEAD~1")
    full = repo.git("rev-parse", "HEAD~1").strip()
    for name in ("v1", "ветка/один", full, full[:10], "main~1", "HEAD^", "main@{1}"):
        assert read(f"git:{name}:configs/north/town.yaml") == (10, "ЦУР Севера"), name
    assert read("git:HEAD~1:configs/north/town.yaml@2025-01-01") == (10, "ЦУР Севера")


def test_an_id_in_a_revision(repo):
    assert read("git:HEAD~1:town") == (10, "ЦУР Севера")
    assert rules("git:HEAD~1:tovn") == ["profile.unknown"]


def test_from_a_folder_inside(repo, monkeypatch):
    monkeypatch.chdir(repo.top / "configs" / "north")
    assert read("git:HEAD:configs/north/town.yaml")[0] == 8  # as git takes it: from the top
    assert read("git:HEAD:town.yaml")[0] == 8
    assert read("git:HEAD:./town.yaml")[0] == 8
    assert read("git:HEAD:town")[0] == 8


def test_from_outside(repo, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert rules("git:HEAD:configs/north/town.yaml") == ["git.no-repository"]
    assert read("git:HEAD:configs/north/town.yaml", repo.top / "configs")[0] == 8
    assert read("git:HEAD:town", repo.top / "configs")[0] == 8
    assert read(f"git:HEAD:{repo.top}/configs/north/town.yaml")[0] == 8
    # the file is gone from the working tree, and its folder
    shutil.rmtree(repo.top / "configs" / "north")
    assert read(f"git:HEAD:{repo.top}/configs/north/town.yaml")[0] == 8


def test_from_another_worktree(repo, monkeypatch, tmp_path):
    repo.git("worktree", "add", "-q", str(tmp_path / "другое дерево"), "HEAD~1")
    monkeypatch.chdir(tmp_path / "другое дерево")
    assert read("configs/north/town.yaml")[0] == 10
    assert read("git:main:configs/north/town.yaml")[0] == 8


def test_from_a_bare_repository(repo, monkeypatch, tmp_path):
    repo.git("clone", "-q", "--bare", str(repo.top), str(tmp_path / "голый.git"))
    monkeypatch.chdir(tmp_path / "голый.git")
    assert read("git:main:configs/north/town.yaml")[0] == 8
    assert read("git:main:town")[0] == 8


def test_what_git_sets_for_its_hooks_leads_nobody_astray(repo, monkeypatch, tmp_path):
    other = make_repo(tmp_path / "чужой", monkeypatch)
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert read("git:HEAD:configs/north/town.yaml")[0] == 8


def test_cyrillic_names(repo):
    repo.git("mv", "configs/north", "configs/север")
    for name in ("town", "village"):
        repo.edit(f"configs/север/{name}.yaml", "north/_region", "север/_region")
    repo.commit("Папка по-русски")
    repo.edit("configs/families/sample.yaml", "days: 7", "days: 6")
    assert read("git:HEAD:configs/север/town.yaml")[0] == 7
    assert read("git:HEAD:town")[0] == 7


def test_names_shown_are_of_the_revision(repo):
    repo.edit("configs/north/town.yaml", "rank: municipality", "rank: municipality\nnorm: {}")
    repo.commit("Опечатка")
    repo.edit("configs/north/town.yaml", "norm: {}\n", "")
    made = read_operands(["git:HEAD:configs/north/town.yaml"])
    (finding,) = made.findings
    assert finding.spans[0].file == "HEAD:configs/north/town.yaml"
    path = made.source(finding.spans[0].file)
    assert path is not None
    assert "norm: {}" in path.read_text(encoding="utf-8")
    assert read_operands(["configs/north/town.yaml"]).findings == ()


def test_the_temporary_folder_goes(repo):
    tree = lay_out(open_repository(repo.top).revision("HEAD"), "configs")
    folder = tree.folder
    assert (folder / "configs" / "north" / "town.yaml").is_file()
    tree.close()
    assert not folder.exists()


def test_attributes_of_an_archive_leave_nothing_out(repo):
    repo.write(".gitattributes", "configs export-ignore\n*.yaml export-subst\n")
    repo.commit("Не для архива")
    assert read("git:HEAD:configs/north/town.yaml")[0] == 7


def test_bundled_layers_only_where_the_repository_has_none(repo):
    repo.write(
        "configs/north/city.yaml",
        "format: 1\nid: city\nrank: municipality\nextends: [ru/readings, ru/fz59, families/sample]\n"
        "channels: {59-fz: {title: По закону}}\n"
        "parties:\n  local-authority: {title: Администрация, kind: body}\n"
        "  applicant: {title: Заявитель, kind: person-group}\n",
    )
    repo.commit("Город")
    made = read_operands(["git:HEAD:configs/north/city.yaml"])
    norms = {finding.args.get("name") for finding in made.findings if finding.rule == "layer.unknown"}
    assert norms == set()


def test_no_such_revision_or_path(repo):
    repo.git("tag", "release")
    (finding,) = read_operands(["git:relaese:configs/north/town.yaml"]).findings
    assert (finding.rule, finding.args["suggestion"]) == ("git.revision", "release")
    (finding,) = read_operands(["git:HEAD:configs/north/tovn.yaml"]).findings
    assert (finding.rule, finding.args["suggestion"]) == ("git.path", "configs/north/town.yaml")
    assert finding.args["known"] == (
        "configs/north/_region.yaml, configs/north/town.yaml, configs/north/village.yaml"
    )
    # neither an option nor a range is a revision
    assert rules("git:--all:configs/north/town.yaml") == ["git.revision"]
    assert rules("git:HEAD~1..HEAD:configs/north/town.yaml") == ["git.revision"]


@pytest.mark.parametrize("name", ["git:", "git:HEAD", "git::configs/north/town.yaml", "git:HEAD:", "git:{:x"])
def test_a_form_that_is_none(repo, name):
    assert rules(name) == ["operand.git-form"]


def test_a_repository_without_commits(repo, tmp_path, monkeypatch):
    (tmp_path / "пусто").mkdir()
    monkeypatch.chdir(tmp_path / "пусто")
    repo.git("init", "-q", cwd=Path.cwd())
    assert rules("git:HEAD:town") == ["git.revision"]


def test_a_revision_without_configuration(repo, tmp_path, monkeypatch):
    other = tmp_path / "иное"
    other.mkdir()
    repo.git("init", "-q", "-b", "main", cwd=other)
    (other / "town.yaml").write_text("format: 1\n", encoding="utf-8")
    repo.git("add", "-A", cwd=other)
    repo.git("commit", "-q", "-m", "x", cwd=other)
    monkeypatch.chdir(other)
    assert rules("git:HEAD:town") == ["git.no-configs"]
    # by its path it is looked at, whatever it is
    assert set(rules("git:HEAD:town.yaml")) == {"schema.missing-key"}


def test_no_git_on_the_machine(repo, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rules("git:HEAD:configs/north/town.yaml") == ["git.missing"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only another user is refused")
def test_a_repository_that_git_will_not_open(repo):
    (repo.top / ".git").chmod(0)
    try:
        assert set(rules("git:HEAD:town")) <= {"git.failed", "git.no-repository"}
    finally:
        (repo.top / ".git").chmod(0o755)


def test_a_broken_repository(repo):
    repo.git("pack-refs", "--all")
    for path in (repo.top / ".git" / "objects").glob("??/*"):
        path.chmod(0o644)
        path.write_bytes(b"")
    with pytest.raises(GitError) as raised:
        open_repository(repo.top).revision("HEAD").files  # noqa: B018
    assert raised.value.finding.rule in ("git.failed", "git.revision")


def test_links_and_paths_that_lead_out_are_left_out(tmp_path):
    tree = Tree()
    tree.write("../out.yaml", b"x")
    tree.write("/etc/x.yaml", b"x")
    tree.write("a/b.yaml", b"x")
    assert [path.relative_to(tree.folder).as_posix() for path in tree.folder.rglob("*.yaml")] == ["a/b.yaml"]


def test_the_root_of_a_configuration_among_names():
    names = ["configs/vocabulary.yaml", "configs/north/town.yaml", "readme.md", "other/ru/fz.yaml"]
    assert config_root("configs/north/town.yaml", names) == "configs"
    assert config_root("configs/x/y/z.yaml", names) == "configs"
    assert config_root("other/s/town.yaml", names) == "other"
    assert config_root("x.yaml", names) == "configs"
    assert config_root("town.yaml", ["town.yaml", "families/f.yaml"]) == "."
    assert config_root("town.yaml", ["town.yaml"]) is None
