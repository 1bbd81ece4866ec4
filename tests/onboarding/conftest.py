"""The region's folder as a clerk has it after the guide: made by commands, the files of ``okrug/`` put in."""

import shutil
from pathlib import Path

import pytest

from onboarding.okrug_world import FOLDER, export_rows, write_csv, write_xlsx
from poryadok.cli.main import main

NAMES = {"srednerechensky": "profile.yaml", "zaprudnoe": "zaprudnoe.yaml"}
ACTS = {"srednerechensky": "act.txt", "zaprudnoe": "zaprudnoe.txt"}


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder when the profile has just been started: everything not asked for is open."""
    folder = tmp_path_factory.mktemp("okrug") / "region"
    place = ["--region", "priozerie"]
    title = ["--region-title", "Приозёрная область", "--timezone", "Asia/Yekaterinburg"]
    assert main(["new", "workspace", str(folder), *place, *title]) == 0
    facts = ["--id", "srednerechensky", "--name", "Среднереченский муниципальный округ"]
    known = ["--kind", "municipal-okrug", "--act-number", "214", "--in-force", "2025-12-22"]
    assert main(["new", "profile", "--configs", str(folder / "configs"), *place, *facts, *known]) == 0
    return folder


@pytest.fixture(scope="session")
def region(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder when the profiles are written, with the exports in ``private/``."""
    folder = tmp_path_factory.mktemp("done") / "region"
    shutil.copytree(begun, folder)
    for name, file in NAMES.items():
        shutil.copy(FOLDER / file, folder / "configs" / "priozerie" / f"{name}.yaml")
        shutil.copy(FOLDER / ACTS[name], folder / "acts" / f"{name}.txt")
    (folder / "configs" / "mappings").mkdir()
    shutil.copy(FOLDER / "mapping.yaml", folder / "configs" / "mappings" / "okrug.yaml")
    (folder / "private").mkdir()
    for part in ("clean", "breaches"):
        rows = list(export_rows("both", part))
        write_xlsx(folder / "private" / f"{part}.xlsx", rows)
        write_csv(folder / "private" / f"{part}.csv", rows)
        write_csv(folder / "private" / f"{part}-utf8.csv", rows, "utf-8-sig")
    return folder
