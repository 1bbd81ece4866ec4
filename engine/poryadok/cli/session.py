"""The one way from the command line to an assessment: options, profiles, rules of the log, log, kernel.

Nothing here prints an answer; what is wrong goes to standard error, all at once, and ends with exit code 2.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import click
import polars as pl

from poryadok.cli.calendars import calendars_of
from poryadok.cli.mapped import read_exports, say_rows
from poryadok.cli.refusal import refuse
from poryadok.clock.calendars import Calendar
from poryadok.findings import Finding
from poryadok.kernel.assess import Assessment, assess, assess_coded, coder_of
from poryadok.kernel.events.coding import Coder
from poryadok.kernel.events.stretch import Stretch
from poryadok.kernel.log_rules import log_rules
from poryadok.log.ahead import Ahead
from poryadok.log.files import ALL_FORMATS, FORMATS, expand
from poryadok.log.read import read_log
from poryadok.log.record import Log
from poryadok.log.rules import LogRules, MunicipalityRules, municipality_enum, type_enum
from poryadok.norms.library import Library
from poryadok.norms.model import Profile
from poryadok.norms.readings import ProfileBuilder
from poryadok.norms.resolved import Resolved
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.diagnostics import render_all
from poryadok.report.digests import digests
from poryadok.report.head import head
from poryadok.report.rejections import describe

__all__ = ["Session", "World", "is_log", "known_world", "moment_of", "open_session", "rules_of", "say_log"]


REJECTIONS_SHOWN = 20
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Session:
    """Valid input of one command: the profiles asked for, calendars, the log that was read, the instant.

    ``as_of_text`` is the instant as given. ``coder``: made what is ``coded`` of the log while that was read.
    ``buckets``: how many parts of the cases are worked one by one.
    """

    library: Library
    profiles: tuple[Profile, ...]
    calendars: dict[str, Calendar]
    log: Log
    as_of: datetime | date
    as_of_text: str
    vocabulary: Vocabulary
    coder: Coder | None = None
    buckets: int = 1

    def assess(self, *, detail: bool = True, keep: pl.Expr | None = None) -> Assessment:
        """Run the kernel over the whole log."""
        log, buckets = self.log, self.buckets
        if self.coder is None:
            return assess(
                self.profiles,
                self.calendars,
                log.frame,
                self.as_of,
                detail=detail,
                keep=keep,
                buckets=buckets,
            )
        stretches = [one for one in log.coded if isinstance(one, Stretch)]
        return assess_coded(
            self.coder, stretches, log.rows, log.stays, detail=detail, keep=keep, buckets=buckets
        )

    @property
    def rows(self) -> pl.DataFrame:
        """The rows of the log, as an assessment numbers them."""
        return self.log.frame if self.coder is None else self.log.rows

    def only(self, municipality: str) -> "Session":
        """The same, of one municipality and its events."""
        profiles = tuple(profile for profile in self.profiles if profile.id == municipality)
        frame = self.log.frame.filter(pl.col("municipality").cast(pl.String) == municipality)
        return replace(
            self, profiles=profiles, log=replace(self.log, rows=frame, stays=None, coded=[]), coder=None
        )

    def head(self, assessment: Assessment) -> dict[str, object]:
        """The head of the answer's JSON."""
        made = digests(self.profiles, self.calendars, self.vocabulary, self.log.digest)
        return head(assessment, self.log, self.as_of_text, made)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Russian titles of event types."""
        return dict(self.vocabulary.event_types)


def open_session(
    names: Sequence[str],
    events: Sequence[str],
    as_of: str,
    configs: Path | None,
    layers: Sequence[Path],
    *,
    brief: bool = False,
    mapping: str | None = None,
    municipality: str | None = None,
    buckets: int = 1,
    ahead: Ahead | None = None,
) -> Session:
    """Read everything that a command needs. ``names`` empty: all profiles. Leaves with code 2 on error.

    ``brief``: rejected records are only counted. ``mapping``: the events are exports, read by this mapping,
    all of one ``municipality`` if it is given. ``buckets``: how many parts of cases are worked one by one.
    ``ahead``: has begun to read the events.
    """
    wrong: list[str] = []
    moment = moment_of(as_of, wrong)
    if municipality is not None and mapping is None:
        wrong.append("Ошибка: --municipality относится к выгрузкам: нужен и --mapping")
    suffixes = ALL_FORMATS if mapping is not None else FORMATS
    events = [*events, *(name for name in names if is_log(name, suffixes))]
    names = [name for name in names if not is_log(name, suffixes)]
    library = Library.open(configs, layers)
    resolved = _resolved(library, names, wrong)
    roots = next((library.roots(Path(name)) for name in names if _is_path(name)), library.roots())
    calendars, unfit = calendars_of(roots)
    if unfit:
        wrong.append(render_all(unfit, library.source))
    _, missing = expand(events, suffixes)
    if missing:
        wrong.append(render_all(missing, library.source))
    if wrong or moment is None:
        refuse(*wrong)
    builder = ProfileBuilder()
    profiles = tuple(_compiled(builder, one) for one in resolved)
    vocabulary = library.vocabulary_for(roots)[0]
    rules = rules_of(library, builder, profiles, vocabulary)
    converter, coder = None, None
    if mapping is None:
        types, towns = (tuple(one.categories) for one in (type_enum(rules), municipality_enum(rules)))
        parts = buckets if buckets > 1 else None
        coder = coder_of(profiles, calendars, moment, types, towns, parts)
        log = read_log(events, rules, code=coder.stretch, ahead=ahead)
    else:
        named = _place_names(library, resolved)
        log, converter = read_exports(events, library, roots, mapping, municipality, rules, named, vocabulary)
    if log.findings:
        refuse(render_all(log.findings, library.source))
    if events:
        if converter is not None:
            say_rows(converter, 0 if brief else REJECTIONS_SHOWN)
        say_log(log, 0 if brief else REJECTIONS_SHOWN)
    else:
        click.echo("Журнал не задан (--events): считается, что событий не было.", err=True)
    return Session(library, profiles, calendars, log, moment, as_of.strip(), vocabulary, coder, buckets)


@dataclass(frozen=True)
class World:
    """What events are judged by when no profile is asked for: all profiles, their names, the vocabulary."""

    library: Library
    roots: tuple[Path, ...]
    rules: LogRules
    names: dict[str, tuple[str, ...]]
    vocabulary: Vocabulary


def known_world(configs: Path | None) -> World:
    """The rules of all profiles; broken ones are told of and left without rules."""
    library = Library.open(configs)
    roots = library.roots()
    vocabulary = library.vocabulary_for(roots)[0]
    rules = rules_of(library, ProfileBuilder(), (), vocabulary)
    return World(library, roots, rules, _place_names(library, ()), vocabulary)


def _place_names(library: Library, asked: Sequence[Resolved]) -> dict[str, tuple[str, ...]]:
    """The Russian names of all municipalities, by profile id."""
    found: dict[str, tuple[str, ...]] = {}
    for one in (*(library.resolve(name) for name in library.ids()), *asked):
        place = one.versions[-1].doc.get("municipality") if one.versions else None
        if isinstance(place, dict):
            found[one.id] = tuple(str(place[key]) for key in ("name", "full_name") if place.get(key))
    return found


def is_log(name: str, suffixes: Container[str] = FORMATS) -> bool:
    """A shell spreads ``--events *.jsonl``: the files after the first one arrive among the names."""
    return Path(name).suffix.lower() in suffixes


def moment_of(text: str, wrong: list[str]) -> datetime | date | None:
    """The instant or day of ``--as-of``; None, with what is wrong added to ``wrong``."""
    text = text.strip()
    try:
        found = _INSTANT.fullmatch(text)
        if (_DATE.fullmatch(text) or found) and not 1900 <= int(text[:4]) <= 2199:
            wrong.append(f"Ошибка: --as-of: «{text}»: год слишком далёк.\n  ожидалось: с 1900 по 2199 год")
            return None
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if found and found[3]:
            return datetime.fromisoformat(text.upper())
        if found:
            wrong.append(
                f"Ошибка: --as-of: у момента «{text}» нет смещения от UTC.\n"
                f"  ожидалось: {text}+03:00 (момент со смещением) или {text[:10]} (дата: конец дня по "
                "местному времени каждого муниципалитета)"
            )
            return None
    except ValueError:
        pass
    wrong.append(
        f"Ошибка: --as-of: «{text}» — не дата и не момент времени.\n"
        "  ожидалось: 2024-06-05 или 2024-06-05T18:00:00+05:00"
    )
    return None


def _resolved(library: Library, names: Sequence[str], wrong: list[str]) -> list[Resolved]:
    """The profiles asked for, by id; what is wrong with any of them is said of all of them."""
    found: dict[str, Resolved] = {}
    findings: list[Finding] = []
    for name in names or library.ids():
        one = library.resolve(name)
        if not one.valid:
            findings.extend(one.errors)
        elif one.id in found and found[one.id].file.resolve() != one.file.resolve():
            wrong.append(
                f"Ошибка: профиль «{one.id}» назван дважды, из разных файлов: "
                f"{found[one.id].file.as_posix()} и {one.file.as_posix()}"
            )
        else:
            found[one.id] = one
    if findings:
        unique = {(one.rule, one.path, one.spans, str(dict(one.args))): one for one in findings}
        wrong.append(render_all(unique.values(), library.source))
    elif not found and not wrong:
        wrong.append("Ошибка: в папке конфигурации нет ни одного профиля (РЕГИОН/ИМЯ.yaml)")
    return [found[name] for name in sorted(found)]


def _compiled(builder: ProfileBuilder, one: Resolved) -> Profile:
    versions = [(version.first, version.last, version.doc) for version in one.versions]
    return builder.build(one.id, versions, one.digest, [version.what_if for version in one.versions])


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def rules_of(
    library: Library, builder: ProfileBuilder, profiles: Sequence[Profile], vocabulary: Vocabulary
) -> LogRules:
    """Rules for events of all known municipalities: those that were not asked for are known all the same."""
    asked = {profile.id for profile in profiles}
    others, broken = [], {}
    for name in library.ids():
        if name in asked:
            continue
        one = library.resolve(name)
        if one.valid:
            others.append(_compiled(builder, one))
        else:
            broken[name] = MunicipalityRules("UTC", {}, {}, {}, {})
    if broken:
        click.echo(
            f"Внимание: профили с ошибками, их нормы журналу неизвестны: {', '.join(broken)}", err=True
        )
    rules = log_rules(tuple(vocabulary.event_types), [*profiles, *others])
    rules.municipalities.update(broken)
    return rules


def say_log(log: Log, most: int) -> None:
    """Tell people how the log was read; the first ``most`` rejections one by one."""
    for rejection in log.rejections[:most]:
        click.echo(f"отклонено: {describe(rejection)}", err=True)
    more = log.rejected - len({(one.file, one.line, one.id) for one in log.rejections[:most]})
    if more > 0 and most:
        click.echo(f"отклонено ещё записей: {more}", err=True)
    click.echo(
        f"Журнал: прочитано записей {log.read}, принято {log.accepted}, повторов {log.duplicates}, "
        f"отклонено {log.rejected}",
        err=True,
    )
