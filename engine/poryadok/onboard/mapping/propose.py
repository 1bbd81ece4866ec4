"""A first mapping for an export: what the headers and a sample tell, each guess with its evidence.

Deterministic. The nearest mapping that is already there lends names, events and tables; what cannot be told
stands as РЕШИТЬ and keeps the file from being used until a person has decided.
"""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.comments import CommentedMap

from poryadok.findings import Finding
from poryadok.log.mapping.header import Header, find_header
from poryadok.log.mapping.model import Column, Mapping
from poryadok.log.mapping.places import Places
from poryadok.log.mapping.text import fold
from poryadok.onboard.mapping.evidence import date_words, decided_formats, decided_no_time
from poryadok.onboard.mapping.holes import UNDECIDED
from poryadok.onboard.mapping.preface import one_line, preface
from poryadok.onboard.mapping.sample import ColumnSample, Grid, columns_of, read_grids
from poryadok.onboard.mapping.translit import slug
from poryadok.onboard.mapping.yaml_out import copied, flow, flow_map, written

__all__ = ["Known", "Proposal", "propose"]

_KEY_WORDS = ("номер", "№", "id", "ид")


@dataclass(frozen=True)
class Known:
    """A mapping to learn from: its model and its document."""

    mapping: Mapping
    doc: Map[str, Any]


@dataclass(frozen=True)
class Proposal:
    """text: the file; like: id of the mapping it was made from, "" for none; holes: how many are open."""

    text: str
    like: str
    holes: int


def propose(
    path: str, name: str, known: Sequence[Known], places: Places, sectors: Map[str, str]
) -> Proposal | tuple[Finding, ...]:
    """Propose a mapping for a file. Raises OSError.

    name: id of the mapping to be; known: mappings to learn from, the only one if the caller chose it;
    sectors: id -> Russian title of the vocabulary.
    """
    grids = read_grids(path)
    if isinstance(grids, tuple):
        return grids
    best: tuple[tuple[int, int], Grid, Header, Known] | None = None
    for grid in grids:
        for one in known:
            search = find_header(path, grid.rows[:30], _lenient(one.mapping))
            if search.header and search.score[1] > 1 and (best is None or search.score > best[0]):
                best = (search.score, grid, search.header, one)
    if best is None:
        grid = max(grids, key=lambda one: len(one.rows))
        header, like = _plain_header(grid), None
    else:
        _, grid, header, like = best
    below = (cells for line, cells in grid.rows if line > header.last)
    columns = columns_of(header.labels, below, grid.native)
    return _Maker(path, name, grid, header, columns, like, places, sectors).made(len(grids))


def _lenient(mapping: Mapping) -> Mapping:
    """The same, content with any of its columns; those that it cannot do without weigh more."""
    return replace(
        mapping, columns={key: Column(key, one.names, False) for key, one in mapping.columns.items()}
    )


def _plain_header(grid: Grid) -> Header:
    """The first row that is nearly as wide as the widest, and has only words in it."""
    widest = max(sum(bool(cell and cell.strip()) for cell in cells) for _, cells in grid.rows)
    for line, cells in grid.rows:
        texts = [cell.strip() for cell in cells if cell and cell.strip()]
        if len(texts) * 5 >= widest * 4 and not any(text.replace(".", "").isdigit() for text in texts):
            return _header_of(line, cells)
    return _header_of(*grid.rows[0])


def _header_of(line: int, cells: Sequence[str | None]) -> Header:
    return Header(line, line, {}, {}, tuple((cell or "").strip() for cell in cells))


class _Maker:
    """Builds the document, its comments beside it."""

    def __init__(
        self,
        path: str,
        name: str,
        grid: Grid,
        header: Header,
        columns: list[ColumnSample],
        like: Known | None,
        places: Places,
        sectors: Map[str, str],
    ) -> None:
        self.path, self.name, self.grid, self.header, self.like = path, name, grid, header, like
        self.places, self.sectors = places, sectors
        self.columns = columns
        self.by_place = {one.position: one for one in columns}
        self.ids: dict[str, ColumnSample] = {}
        self.notes: list[str] = []

    def made(self, sheets: int) -> Proposal:
        doc = CommentedMap()
        doc["format"] = 1
        doc["id"] = self.name
        doc["title"] = f"Выгрузка «{self.name}»"
        doc.yaml_add_eol_comment("своё название", "title")
        if sheets > 1 and self.grid.native:
            doc["source"] = CommentedMap(sheet=self.grid.name)
        doc["columns"] = self._columns()
        doc["dates"] = self._dates()
        tables = CommentedMap()
        body = self._body(tables)
        if tables:
            doc["tables"] = tables
        doc.update(body)
        self._key_comment(doc)
        for key in ("columns", "dates", "tables", "key", "fields", "events"):
            if key in doc:
                doc.yaml_set_comment_before_after_key(key, before=_HEADS[key])
        text = written(doc)
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        holes = sum(line.count(UNDECIDED) for line in lines)
        like = self.like.mapping.id if self.like else ""
        words = preface(self.path, self.header, self.grid, like, holes, self._unused(), self.notes)
        return Proposal(words + text, like, holes)

    def _unused(self) -> list[ColumnSample]:
        used = {id(one) for one in self.ids.values()}
        return [one for one in self.columns if id(one) not in used]

    def _columns(self) -> CommentedMap:
        made = CommentedMap()
        if self.like is not None:
            for key, column in self.like.mapping.columns.items():
                at = self.header.places.get(key)
                if at is None or at not in self.by_place:
                    continue
                one = self.by_place[at]
                self.ids[key] = one
                names = list(dict.fromkeys([one.header, *column.names]))
                made[key] = flow(names) if column.required else flow_map(names=flow(names), required=False)
        else:
            for one in self.columns:
                if not one.personal:
                    key = _free(slug(one.header) or f"column-{one.position + 1}", self.ids)
                    self.ids[key] = one
                    made[key] = flow([one.header])
        for key, one in self.ids.items():
            made.yaml_set_comment_before_after_key(key, before=one_line(_evidence(one)), indent=2)
        return made

    def _dates(self) -> CommentedMap:
        times = [one for one in self.ids.values() if one.is_date]
        made = CommentedMap()
        formats, words = decided_formats(times, self.grid.native)
        made["formats"] = flow(formats)
        made.yaml_set_comment_before_after_key("formats", before=one_line(words), indent=2)
        made["timezone"] = "profile"
        made.yaml_set_comment_before_after_key(
            "timezone",
            before="догадка: местное время муниципалитета; если система пишет по Москве – Europe/Moscow",
            indent=2,
        )
        like = self.like.doc.get("dates", {}).get("no_time", "refuse") if self.like else "refuse"
        made["no_time"], words = decided_no_time(times, like)
        made.yaml_set_comment_before_after_key("no_time", before=one_line(words), indent=2)
        return made

    def _body(self, tables: CommentedMap) -> CommentedMap:
        if self.like is None:
            return self._plain_body(tables)
        doc = self.like.doc
        body = CommentedMap()
        key = [one for one in doc["key"] if one in self.ids]
        body["key"] = flow(key or [UNDECIDED])
        body["municipality"] = self._municipality(tables)
        fields = self._fields(doc.get("fields") or {}, tables)
        if fields:
            body["fields"] = fields
        events = CommentedMap()
        for name, event in doc["events"].items():
            time = event["time"] if isinstance(event["time"], str) else event["time"]["column"]
            kept = {one: value for one, value in (event.get("when") or {}).items() if one in self.ids}
            # a condition on a missing column: empty everywhere, so only «not filled» can hold
            gone = [value for one, value in (event.get("when") or {}).items() if one not in self.ids]
            if time not in self.ids or any(value != {"filled": False} for value in gone):
                continue
            made = CommentedMap(type=copied(event["type"]), time=copied(event["time"]))
            if kept:
                made["when"] = copied(kept)
            fields = self._fields(event.get("fields") or {}, tables)
            if fields:
                made["fields"] = fields
            events[name] = made
        body["events"] = events or CommentedMap({"event": CommentedMap(type=UNDECIDED, time=UNDECIDED)})
        return body

    def _plain_body(self, tables: CommentedMap) -> CommentedMap:
        body = CommentedMap()
        rows = max((one.filled for one in self.ids.values()), default=0)
        keys = [
            key
            for key, one in self.ids.items()
            if rows and not one.is_date and len(one.distinct) == one.filled == rows
        ]
        named = [key for key in keys if any(word in fold(self.ids[key].header) for word in _KEY_WORDS)]
        key = (named or [UNDECIDED])[0]
        body["key"] = flow([key])
        body["municipality"] = self._municipality(tables)
        body["fields"] = CommentedMap(case=flow_map(column=key) if named else UNDECIDED, channel=UNDECIDED)
        events = CommentedMap()
        for name, one in self.ids.items():
            if one.is_date:
                events[name.replace("_", "-")] = CommentedMap(type=UNDECIDED, time=name)
        body["events"] = events or CommentedMap({"event": CommentedMap(type=UNDECIDED, time=UNDECIDED)})
        return body

    def _municipality(self, tables: CommentedMap) -> Any:
        column = next((key for key in self.ids if key == "place"), None) or next(
            (key for key, one in self.ids.items() if self._places_in(one)), None
        )
        if column is None:
            self.notes.append(f"Столбца муниципалитета не нашлось: впишите имя профиля вместо {UNDECIDED}.")
            return UNDECIDED
        unknown = [text for text in self.ids[column].distinct if self.places.id_of(text) is None]
        if not unknown:
            return flow_map(column=column)
        table = CommentedMap(values=CommentedMap(), otherwise="keep")
        for text in unknown:
            table["values"][text] = UNDECIDED
        table.yaml_set_comment_before_after_key(
            "values", before="этих названий в профилях нет; прочие узнаются сами", indent=4
        )
        tables["places"] = table
        return flow_map(column=column, table="places")

    def _places_in(self, one: ColumnSample) -> bool:
        return any(self.places.id_of(text) is not None for text in one.distinct[:50])

    def _fields(self, fields: Map[str, Any], tables: CommentedMap) -> CommentedMap:
        made = CommentedMap()
        for name, body in fields.items():
            if isinstance(body, str):
                made[name] = body
            elif body["column"] in self.ids:
                made[name] = copied(body)
                if "table" in body and body["table"] not in tables:
                    tables[body["table"]] = self._table(body["table"], self.ids[body["column"]], name)
        return made

    def _table(self, name: str, one: ColumnSample, field: str) -> CommentedMap:
        """The table of the mapping learnt from, with the values of the sample that it lacks."""
        assert self.like is not None
        source = self.like.doc["tables"][name]
        table: CommentedMap = copied(source)
        table["values"] = CommentedMap(table.get("values") or {})
        known = {fold(text) for text in table["values"]}
        titles = {fold(title): key for key, title in self.sectors.items()} if field == "sector" else {}
        for text in one.distinct[:100]:
            if fold(text) in known or source.get("otherwise") == "empty":
                continue
            table["values"][text] = titles.get(fold(text), UNDECIDED)
            if fold(text) in titles:
                table["values"].yaml_add_eol_comment("по названию в словаре", text)
        if UNDECIDED in table["values"].values():
            words = f"вместо {UNDECIDED} – имя из словаря; строку можно и убрать: тогда действует otherwise"
            table.yaml_set_comment_before_after_key("values", before=words, indent=4)
        return table

    def _key_comment(self, doc: CommentedMap) -> None:
        names = [one for one in doc["key"] if one in self.ids]
        if len(names) == 1:
            one = self.ids[names[0]]
            same = one.filled - len(one.distinct)
            words = f"заполнено {one.filled}, " + (
                "все разные" if not same else f"повторов {same}: проверьте, тот ли это столбец"
            )
            doc.yaml_add_eol_comment(one_line(words), "key")


_HEADS = {
    "columns": "\nСтолбцы: своё имя – заголовки, под которыми столбец бывает.",
    "dates": "\nКак записаны даты.",
    "tables": "\nПереводы значений.",
    "key": "\nЧто отличает одну строку от другой; из этого складываются имена событий.",
    "fields": "\nПоля, общие для всех событий строки.",
    "events": "\nСобытия: тип из словаря и столбец с датой; пустая ячейка – события нет.",
}


def _evidence(one: ColumnSample) -> str:
    words = f"столбец {one.position + 1}: заполнено {one.filled}"
    if one.is_date:
        return f"{words}; {date_words(one)}"
    return words if one.personal else f"{words}, разных {len(one.distinct)}"


def _free(name: str, taken: Map[str, Any]) -> str:
    found, at = name, 2
    while found in taken:
        found, at = f"{name}-{at}", at + 1
    return found
