"""``poryadok trace``: exit codes, the JSON contract, the page, recording in place."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from click.testing import CliRunner

from onboard.trace_world import ACTS, POINTS, PROFILE, write_profile
from poryadok.cli.main import main
from poryadok.data import data_root

SCHEMA = json.loads((data_root() / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))
TEXT = POINTS.read_text(encoding="utf-8")


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    return write_profile(tmp_path)


def trace(capsys, configs: Path, *args: object, act: Path = POINTS) -> tuple[int, str, str]:
    code = main(["trace", "park", "--configs", str(configs), "--act", str(act), *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, said.err


def amended(tmp_path: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = tmp_path / "amended.txt"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return path


def test_a_bound_act_exits_0(capsys, configs):
    code, out, err = trace(capsys, configs)
    assert code == 0
    assert err == ""
    assert out.endswith(
        "Пунктов: 19, привязано: 19 (100 %), не привязано: 0, привязок в никуда: 0, текст изменился: 0\n"
    )
    assert re.search(r"^  п\. 4 абз\. 1 +parties/service, paths\.inspect$", out, re.MULTILINE)


def test_json_holds_to_its_schema(capsys, configs):
    code, out, err = trace(capsys, configs, "--format", "json")
    body = json.loads(out)
    jsonschema.validate(body, SCHEMA)
    assert code == 0
    assert list(body) == ["clauses", "unbound", "dangling", "drifted"]
    assert body["clauses"][3].keys() == {"locator", "bound", "fingerprint"}
    assert body["clauses"][3]["bound"] == ["general.aims"]
    assert [body[key] for key in ("unbound", "dangling", "drifted")] == [[], [], []]
    assert "Пунктов: 19" in err


def test_what_is_not_in_order_exits_1(capsys, configs, tmp_path):
    assert trace(capsys, configs, "--write")[0] == 0
    act = tmp_path / "amended.txt"
    text = TEXT.replace("каждый день", "раз в неделю").replace("тишины.", "тишины;\n\nсвета.")
    act.write_text(text.replace("1. Порядок говорит", "5. Порядок говорит"), encoding="utf-8")
    code, out, _ = trace(capsys, configs, "--format", "json", act=act)
    body = json.loads(out)
    jsonschema.validate(body, SCHEMA)
    assert code == 1
    assert body["unbound"] == ["п. 5", "п. 2 абз. 5"]
    assert [(one["locator"], one["bound"]) for one in body["dangling"]] == [("п. 1", ["general.aims"])]
    assert [(one["locator"], one["bound"]) for one in body["drifted"]] == [
        ("п. 4 абз. 1", ["paths.inspect"]),
        ("п. 2 абз. 4", ["general.aims"]),
    ]
    code, out, _ = trace(capsys, configs, act=act)
    assert code == 1
    line = (
        act.read_text(encoding="utf-8").split("\n").index("5. Порядок говорит, кто ухаживает за парком.") + 1
    )
    assert f"Ни к чему не привязаны:\n  п. 5 (строка {line}): Порядок говорит" in out
    assert "Привязки к местам, которых в акте нет:\n  п. 1: general.aims" in out
    assert re.search(r"пересмотреть:\n  п\. 4 абз\. 1 \(строка \d+\): paths\.inspect", out)
    code, out, _ = trace(capsys, configs, "--format", "html", act=act)
    assert code == 1
    assert "Текст изменился" in out


def test_write_records_in_place_and_keeps_comments(capsys, configs, tmp_path):
    path = configs / "north" / "park.yaml"
    code, _, err = trace(capsys, configs, "--write")
    assert code == 0
    assert "записано отпечатков: 15" in err
    text = path.read_text(encoding="utf-8")
    assert "locator: п. 4 абз. 1   # главный пункт\n      fingerprint: " in text
    assert "  # осмотр: постоянная обязанность\n" in text
    code, _, err = trace(capsys, configs, "--write")
    assert (code, path.read_text(encoding="utf-8")) == (0, text)
    assert "Записывать нечего" in err
    act = amended(tmp_path, "каждый день", "раз в неделю")
    assert trace(capsys, configs, act=act)[0] == 1
    code, _, err = trace(capsys, configs, "--write", act=act)
    assert code == 0
    assert "Прежний отпечаток был другим: п. 4 абз. 1" in err


def test_write_does_not_fall_over_what_cannot_be_bound(capsys, configs, tmp_path):
    act = amended(tmp_path, "2. Смотритель записывает", "9. Смотритель записывает")
    code, _, err = trace(capsys, configs, "--write", act=act)
    assert code == 1
    assert "записано отпечатков: 13" in err


def test_one_clause_with_all_that_was_made_of_it(capsys, configs):
    code, out, _ = trace(capsys, configs, "--clause", "п.\u00a04  абз. 2")
    assert code == 0
    assert "О поломке скамьи служба сообщает Совету немедленно." in out
    assert "Сообщить о поломке [damage.report]" in out
    assert "срок: 3 часа" in out
    assert re.search(r"записано: .*park\.yaml:\d+", out)
    assert "Слово «немедленно» без числа. [slip]" in out


def test_a_point_with_all_its_clauses(capsys, configs):
    code, out, _ = trace(capsys, configs, "--clause", "п. 3")
    assert code == 0
    assert re.findall(r"^(п\. .+) \(строка", out, re.MULTILINE) == [
        "п. 3 абз. 1",
        "п. 3 а абз. 1",
        "п. 3 а абз. 2",
        "п. 3 а абз. 3",
        "п. 3 б абз. 1",
        "п. 3 б абз. 2",
    ]


def test_a_clause_that_is_not_there_exits_2(capsys, configs):
    code, out, err = trace(capsys, configs, "--clause", "п. 4 абз. 22")
    assert (code, out) == (2, "")
    assert "в акте нет места «п. 4 абз. 22»" in err
    assert "возможно: п. 4 абз. 1" in err
    assert trace(capsys, configs, "--clause", "п. 1", "--format", "json")[0] == 2


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        if tag not in ("meta", "link"):
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_links_both_ways_and_needs_nothing_else(capsys, configs, tmp_path):
    out = tmp_path / "page.html"
    code, said, _ = trace(capsys, configs, "--format", "html", "--out", out)
    assert (code, said) == (0, "")
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and unquote(link[1:]) in page.ids for link in page.links)
    assert {"script", "img", "iframe", "link"}.isdisjoint(page.tags)
    assert not re.search(r"https?:|url\(|@import", text)
    norm = text[text.index('id="v-paths.inspect"') :]
    assert "п. 4 абз. 1" in norm[: norm.index("</article>")]
    clause = text[text.index('id="c-п._4_абз._1"') :]
    assert 'href="#v-paths.inspect"' in clause[: clause.index("</div>")]
    assert '<html lang="ru">' in text
    assert "@media print" in text


def test_the_page_escapes_the_act_and_the_profile(capsys, configs, tmp_path):
    act = amended(tmp_path, "1. Смотритель обходит парк.", "1. Смотритель <script>\"&' обходит парк.")
    _, out, _ = trace(capsys, configs, "--format", "html", act=act)
    assert "<script>" not in out
    assert "&lt;script&gt;&quot;&amp;&#x27;" in out
    assert "Служба парка &lt;b&gt;" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [("no.txt", "файл акта не найден"), ("act.rtf", "тексты вида .rtf не читаются")],
)
def test_a_bad_act_exits_2(capsys, configs, tmp_path, name, words):
    for output in ("text", "json", "html"):
        code, out, err = trace(capsys, configs, "--format", output, act=tmp_path / name)
        assert (code, out) == (2, "")
        assert words in err
        assert "Traceback" not in err


def test_a_bad_profile_and_a_bad_act_are_told_together(capsys, tmp_path):
    configs = write_profile(tmp_path, PROFILE.replace("kind: standing", "kind: standink", 1))
    code, _, err = trace(capsys, configs, act=tmp_path / "no.txt")
    assert code == 2
    assert "standink" in err
    assert "файл акта не найден" in err


def test_a_place_that_cannot_be_written_exits_2(capsys, configs, tmp_path):
    code, _, err = trace(capsys, configs, "--out", tmp_path / "no" / "page.html")
    assert code == 2
    assert "--out" in err


def test_the_act_of_another_place_is_told_at_once(capsys, configs):
    code, out, _ = trace(capsys, configs, act=ACTS / "bars.txt")
    assert code == 1
    assert "привязано: 1 (" in out or "привязано: 0 (" in out


def test_help_is_there():
    from poryadok.cli.main import cli

    result = CliRunner().invoke(cli, ["trace", "--help"])
    assert result.exit_code == 0
    assert "--act" in result.output


def test_every_rule_has_its_words():
    from poryadok.report.trace_messages import TRACE_MESSAGES

    engine = Path(main.__code__.co_filename).parents[1]
    files = [
        *(engine / "onboard" / "act").glob("*.py"),
        engine / "onboard" / "record.py",
        engine / "cli" / "trace.py",
    ]
    used = {
        rule
        for file in files
        for rule in re.findall(r'"((?:act|trace)\.[a-z]+(?:-[a-z]+)*)"', file.read_text(encoding="utf-8"))
    }
    assert used == set(TRACE_MESSAGES)
