"""``poryadok draft``: forms, options, exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import yaml

from poryadok.cli.main import main

ACTS = Path(__file__).parents[1] / "onboard" / "draft" / "acts"
LUGOVOE = ACTS / "lugovoe.txt"


def draft(capsys, *args: object) -> tuple[int, str, str]:
    code = main(["draft", *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_report_goes_clause_by_clause(capsys):
    code, out, err = draft(capsys, LUGOVOE)
    assert (code, err) == (0, "")
    # п. 2 of the act: half an hour to hand a message on
    assert "  п. 2: Передача сообщения исполнителю [message.route]" in out
    assert "    срок: 30 минут – «в течение 30 (тридцати) минут»" in out
    assert "    уверенность: высокая; почему: «передает сообщение исполнителю»" in out
    assert re.search(r"^Решить\n", out, re.MULTILINE)
    assert out.splitlines()[-1].startswith("Пунктов: 18, понято: ")


def test_no_ten_words_of_the_act_in_a_row_are_shown(capsys):
    words = re.compile(r"[^\W_]+")
    text = words.findall(LUGOVOE.read_text(encoding="utf-8").casefold().replace("ё", "е"))
    runs = {tuple(text[at : at + 10]) for at in range(len(text) - 9)}
    # the act's own title is shown in full: it is what the act is called
    _, out, _ = draft(capsys, LUGOVOE)
    for line in out.splitlines():
        said = words.findall(line.casefold().replace("ё", "е"))
        if "название" not in said:
            assert not runs & {tuple(said[at : at + 10]) for at in range(len(said) - 9)}, line


def test_json_holds_everything(capsys):
    code, out, err = draft(capsys, LUGOVOE, "--format", "json")
    body = json.loads(out)
    assert code == 0
    assert "Пунктов: 18" in err
    named = "act municipality repeals roles staff sectors channels clauses holes profile"
    assert list(body) == named.split()
    assert body["repeals"] == [
        {"kind": "resolution", "number": "12", "date": "2021-02-05", "clause": "пост. п. 2"}
    ]
    (route,) = [one for one in body["clauses"] if one["locator"] == "п. 2"]
    assert route["terms"][0]["value"] == {"within": {"minutes": 30}}
    assert route["bearer"]["id"] == "coordinator"


def test_the_draft_is_written_whole_and_named_as_its_file(capsys, tmp_path):
    out = tmp_path / "lug.yaml"
    code, shown, err = draft(capsys, LUGOVOE, "--format", "yaml", "--timezone", "Europe/Samara", "--out", out)
    assert (code, shown) == (0, "")
    assert "норм в черновике" in err
    body = yaml.safe_load(out.read_text(encoding="utf-8"))
    assert body["id"] == "lug"
    assert body["municipality"]["timezone"] == "Europe/Samara"
    assert out.read_text(encoding="utf-8").startswith("# Черновик: ")
    assert draft(capsys, LUGOVOE, "--out", tmp_path / "no" / "x.yaml")[0] == 2
    # what a person has begun to write is not overwritten
    out.write_text("mine", encoding="utf-8")
    code, _, err = draft(capsys, LUGOVOE, "--format", "yaml", "--out", out)
    assert (code, "уже есть" in err, out.read_text(encoding="utf-8")) == (2, True, "mine")


def test_id_region_and_family_are_taken_from_the_options(capsys):
    code, out, _ = draft(
        capsys,
        ACTS / "ozerki.txt",
        "--format",
        "yaml",
        "--id",
        "ozerki",
        "--region",
        "samara",
        "--family",
        "mcu",
    )
    body = yaml.safe_load(out)
    assert code == 0
    assert body["id"] == "ozerki"
    assert body["extends"] == ["ru/readings", "ru/fz59", "families/mcu", "samara/_region"]
    assert "timezone" not in body["municipality"]
    # the family has this norm and the act has not
    assert body["norms"]["mcu.request-from-cur"] is None


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--region", "samarra"], "нет слоя региона «samarra»"),
        (["--family", "mcuu"], "нет семьи актов «mcuu»"),
        (["--timezone", "Europe/Nowhere"], "нет часового пояса"),
        (["--id", "Луговое"], "имя профиля «Луговое» записано не так"),
    ],
)
def test_a_wrong_option_exits_2(capsys, args, words):
    code, out, err = draft(capsys, LUGOVOE, *args)
    assert (code, out) == (2, "")
    assert words in err


def test_a_bad_file_exits_2(capsys, tmp_path):
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "act.rtf").write_bytes(b"{}")
    (tmp_path / "act.docx").write_bytes(b"PK")
    for name, words in (
        ("no.txt", "файл акта не найден"),
        ("empty.txt", "не нашлось ни одного пункта"),
        ("bytes.txt", "не в кодировке"),
        ("act.rtf", "тексты вида .rtf не читаются"),
        ("act.docx", "это не документ Word"),
    ):
        code, out, err = draft(capsys, tmp_path / name)
        assert (code, out) == (2, ""), name
        assert words in err
        assert "Traceback" not in err


def test_windows_text_is_read(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(LUGOVOE.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp1251"))
    assert draft(capsys, path)[1].splitlines()[1:] == draft(capsys, LUGOVOE)[1].splitlines()[1:]


def test_a_word_document_is_read(capsys, tmp_path):
    document = docx.Document()
    for line in LUGOVOE.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            document.add_paragraph(line)
    path = tmp_path / "a.docx"
    document.save(str(path))
    code, out, _ = draft(capsys, path, "--format", "json")
    terms = [one["value"] for clause in json.loads(out)["clauses"] for one in clause["terms"]]
    assert code == 0
    assert {"within": {"minutes": 30}} in terms
    assert {"every": "week", "count": 2} in terms


def test_help_loads_no_tables():
    code = (
        "import sys; from poryadok.cli.main import main; main(['draft', '--help']); "
        "print('poryadok.onboard.draft.build' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.rstrip().endswith("False")


def test_every_rule_has_its_words():
    from poryadok.report.draft_messages import DRAFT_MESSAGES
    from poryadok.report.draft_words import HOLES

    engine = Path(main.__code__.co_filename).parents[1]
    own = [engine / "cli" / "draft.py", engine / "report" / "draft_yaml.py"]
    used = {
        rule for file in own for rule in re.findall(r'"(draft\.[a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert used == set(DRAFT_MESSAGES)
    texts = [path.read_text(encoding="utf-8") for path in (engine / "onboard" / "draft").glob("*.py")]
    asked = {code for text in texts for code in re.findall(r'Hole\(\s*"([a-z-]+)"', text)}
    unsaid = {code for text in texts for code in re.findall(r'unsaid(?:=|": )"([a-z-]+)"', text)}
    asked |= {f"unsaid-{code}" for code in unsaid}
    assert asked <= set(HOLES)
