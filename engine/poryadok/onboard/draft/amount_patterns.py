"""Rows of amounts of time: «в течение N …», «в N-дневный срок», the same day, the next day."""

import re

from poryadok.onboard.draft.numbers import COUNT, DAY, STEMS, count_of, day_of, stem_number
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import UNIT, Value, any_of, fixed, unit_of, within

__all__ = ["AMOUNT_PATTERNS", "BARE_PATTERNS"]

_STEM = "|".join(sorted(STEMS, key=len, reverse=True))
_NO_MORE = (
    r"не (?:более|больше|дольше|долее|свыше|превы[шс]\w+|(?:долж\w+|мо[жг]\w+) (?:превышать|быть более))"
    r"(?:,? чем)?(?: через| за| в течени[еи])?"
)
_NO_LATER = r"не (?:позднее|позже),?(?: чем)?(?: через| по истечении| истечения| спустя| в течени[еи])?"
# what is said before an amount that is a term
_LEAD = any_of(
    rf"в течени[еи](?: {_NO_MORE})?",
    r"на протяжении",
    r"в пределах",
    r"в (?:первые|ближайшие|последующие|следующие)",
    rf"(?:в срок|сроком|срок)[,:]?(?: -)?(?: (?:до|в|за|{_NO_MORE}|{_NO_LATER}))?",
    _NO_LATER,
    _NO_MORE,
    rf"(?:составля\w+|равн\w+|равен|отв[ео]д\w+|выделя\w+|дается|дан[оаы]?|предоставляется|имеет(?:ся)?|"
    rf"имеют|устанавливается|установлен\w*|требуется|занимает)(?: на \w+(?: \w+){{0,2}}?)?"
    rf"(?: (?:до|в|{_NO_MORE}))?",
    rf"на (?:подготовк|рассмотрени|проверк|ответ|исправлени|доработк|согласовани|передач|распределени|"
    rf"исполнени)\w*(?: \w+){{0,3}}?(?: (?:до|{_NO_MORE}))?",
    r"уложи\w+ в|уклад\w+ в",
    r"исте[кч]\w+(?: \w+)? через",
    r"(?:максимум|самое (?:позднее|большее)|не далее(?:,? (?:как|чем))?)(?: за| через)?",
    r"до(?: истечения)?",
    r"за",
)
_FURTHER = r"(?:(?:последующ|ближайш|следующ|полн|перв)\w+\s+)?"
# what follows a term that only a dash announces
_CLOSED = r"(?=\s*(?:$|[;.,()]|со? |после |для |по |на |в |и |или |либо |а |при ))"
_ARRIVAL = (
    r"(?:поступлени|получени|регистраци|обнаружени|выявлени|обращени|размещени|публикаци|опубликовани|"
    r"подписани|"
    r"издани|принят|передач|назначени|возникновени|направлени|появлени|запрос|события)\w*"
)


def _amount(match: "re.Match[str]") -> Value | None:
    count = count_of(match["count"])
    return (
        {"unsaid": "number-disagrees"} if count is None else {"within": {unit_of(match.groupdict()): count}}
    )


def _amount_of_one(match: "re.Match[str]") -> Value | None:
    unit = unit_of(match.groupdict())
    if unit in ("hours", "working_hours", "weeks", "months") or match["since"]:
        return {"within": {unit: 1}}
    return {"unsaid": "within-the-unit"}


def _counted_day(match: "re.Match[str]") -> Value | None:
    day = day_of(match["day"])
    return within("working_days" if match["kind"] == "рабочего" else "calendar_days", day) if day else None


def _compound(match: "re.Match[str]") -> Value | None:
    count = stem_number(match["stem"]) if match["stem"] else 1
    if match["half"]:
        return {"within": {"minutes": 30}} if match["unit"] == "час" else {"unsaid": "half-of-a-unit"}
    names = {"днев": "days", "недел": "weeks", "месяч": "months", "час": "hours", "минут": "minutes"}
    return None if count is None else {"within": {names[match["unit"]]: count}}


AMOUNT_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "next-working-day",
        "By the next working day.",
        r"(?:не (?:позднее|позже)|до конца|до окончания|в течени[еи])(?: конца| окончания| начала)? "
        r"(?:следующего|очередного|ближайшего)(?: за \w+)? рабочего дня|"
        r"(?:на|в|во) (?:следующий|очередной|ближайший|другой)(?: за \w+(?: \w+)?)? рабочий день|"
        r"следующим рабочим днем|"
        r"(?:(?:не (?:позднее|позже)|в течени[еи]|до конца|до окончания)(?: окончания| конца)?|в)"
        r"(?: перв\w+)? рабоч(?:его|ий) д(?:ня|ень),? "
        r"(?:следующ(?:его|ий)|который следует) (?:за|после)(?: \w+){1,3}",
        fixed(within={"working_days": 1}),
        (
            ("не позднее следующего рабочего дня", within("working_days", 1)),
            ("не позднее рабочего дня, следующего за днем получения", within("working_days", 1)),
            ("в течение рабочего дня, следующего за днем поступления", within("working_days", 1)),
            ("до конца следующего рабочего дня", within("working_days", 1)),
            ("в первый рабочий день, следующий за выходным", within("working_days", 1)),
        ),
    ),
    Pattern(
        "next-day",
        "By the next day, of whatever kind.",
        r"(?:(?:не (?:позднее|позже)|до конца|до окончания|в течени[еи]) дня, следующего за(?: \w+){1,2}|"
        r"назавтра|(?:на|в) (?:следующий|другой)(?: за \w+(?: \w+)?)? день|не (?:позднее|позже) следующего "
        r"дня)",
        fixed(within={"days": 1}),
        (
            ("не позднее дня, следующего за днем поступления", within("days", 1)),
            ("на следующий день", within("days", 1)),
        ),
    ),
    Pattern(
        "same-working-day",
        "By the end of the working day itself.",
        r"(?:до (?:конца|окончания|завершения)|не (?:позднее|позже) (?:конца|окончания)|в течени[еи]) "
        rf"(?:(?:текущего|того же|этого же) рабочего дня|рабочего дня (?:его |ее |их )?{_ARRIVAL})|"
        r"(?:до|не позднее|не позже|к|в) (?:конца|концу|конце|окончания|окончанию|завершения|исхода|исходу) "
        r"рабочего дня(?!\w|, следующ)|в тот же "
        r"рабочий день",
        fixed(within={"working_days": 0}),
        (
            ("до конца рабочего дня", within("working_days", 0)),
            ("не позднее окончания рабочего дня", within("working_days", 0)),
            ("в течение того же рабочего дня", within("working_days", 0)),
            ("до конца рабочего дня, следующего за праздником", None),
        ),
    ),
    Pattern(
        "same-day",
        "On the day itself.",
        rf"в (?:этот |тот )же день|в день (?:(?:его|ее|их|такого|соответствующего) )?{_ARRIVAL}(?: \w+)?|"
        rf"(?:не (?:позднее|позже)|до конца|до окончания|в течени[еи]) (?:(?:текущего|того же|этого же) "
        rf")?дня "
        rf"(?:(?:его|ее|их) )?{_ARRIVAL}|"
        r"(?:в течени[еи]|до конца|до окончания|не (?:позднее|позже)) (?:текущего|того же|этого же) дня|"
        r"день в день",
        fixed(within={"calendar_days": 0}),
        (
            ("в день поступления", within("calendar_days", 0)),
            ("в день ее получения", within("calendar_days", 0)),
            ("до конца дня обращения", within("calendar_days", 0)),
            ("в день выборов", None),
        ),
    ),
    Pattern(
        "amount",
        "«В течение N …», «не позднее N …», «в срок до N …», «не более N …», «составляет N …».",
        # «с 8 до 17 часов» are hours of the clock
        rf"(?<!\w)(?<!с \d )(?<!с \d\d ){_LEAD}\s+{_FURTHER}"
        rf"(?:\d{{1,3}}\s*-\s*(?=\d))?{COUNT}(?:\s*-\s*(?:ти|х|и))?\s+{_FURTHER}(?:{UNIT})(?!\w)",
        _amount,
        (
            ("в течение 3 (трех) часов", within("hours", 3)),
            ("в течение трех часов", within("hours", 3)),
            ("в течение 30 (тридцати) минут", within("minutes", 30)),
            ("в течение девяти рабочих часов", within("working_hours", 9)),
            ("в течение двадцати четырех часов", within("hours", 24)),
            ("не позднее одного рабочего дня", within("working_days", 1)),
            ("не позднее чем через 2 недели", within("weeks", 2)),
            ("в срок до 30 календарных дней", within("calendar_days", 30)),
            ("с 8 до 17 часов, обед с 12 до 13 часов", None),
            ("в срок, не превышающий 8 рабочих дней", within("working_days", 8)),
            ("в срок не более чем 3 дня", within("days", 3)),
            ("в течение 3 (четырех) дней", {"unsaid": "number-disagrees"}),
            ("в первые два часа", within("hours", 2)),
            ("срок проверки составляет 3 рабочих дня", within("working_days", 3)),
            ("в течение последующих 7 (семи) рабочих дней", within("working_days", 7)),
            ("время не должно превышать 30 минут", within("minutes", 30)),
            ("отводится не более 60 (шестидесяти) минут", within("minutes", 60)),
            ("не дольше 10 рабочих дней", within("working_days", 10)),
            ("в течение 4 часов рабочего времени", within("working_hours", 4)),
            ("в течение 5 дней (рабочих)", within("working_days", 5)),
            ("в течение 3-х раб. дней", within("working_days", 3)),
            ("до истечения 10 дней", within("days", 10)),
            ("на подготовку ответа отводится три рабочих дня", within("working_days", 3)),
            ("на рассмотрение жалобы - не более 5 дней", within("days", 5)),
            ("на ответ имеет на это время до 4 рабочих часов", within("working_hours", 4)),
            ("уложиться в 8 рабочих часов", within("working_hours", 8)),
            ("самое позднее через два часа", within("hours", 2)),
            ("в течение 3-5 рабочих дней", within("working_days", 5)),
            ("сроком на 3 месяца", None),
            ("за последние 3 года", None),
            ("на 5 дней", None),
        ),
    ),
    Pattern(
        "in-so-many-days",
        "«В два дня», «в один рабочий день»; «в 10 часов» is an hour of the day.",
        r"(?<!\w)(?<!раз )(?<!раза )в "
        rf"{COUNT}\s+(?:{UNIT})(?!\w)(?!\s+(?:недел|месяц|год))",
        lambda match: _amount(match) if match["days"] or match["working_days"] else None,
        (
            ("отвечает в два дня", within("days", 2)),
            ("в один рабочий день", within("working_days", 1)),
            ("в 10 часов", None),
            ("не реже раза в 3 дня", None),
        ),
    ),
    Pattern(
        "amount-after-dash",
        "A dash or a colon alone before the amount: «для срочных - 4 рабочих часа».",
        rf"(?:(?:^|\s)-|:)\s+{COUNT}\s+(?:{UNIT})(?!\w){_CLOSED}",
        _amount,
        (
            ("по срочным - четырех рабочих часов;", within("working_hours", 4)),
            ("обычные сообщения - 3 (три) рабочих дня", within("working_days", 3)),
            ("сроки рассмотрения: 30 минут", within("minutes", 30)),
            ("совещание - 2 часа назад", None),
        ),
    ),
    Pattern(
        "day-by-its-number",
        "«Не позднее второго рабочего дня, следующего за …»: the day is counted.",
        rf"(?:{_NO_LATER}|до)\s+{DAY}\s+(?P<kind>рабочего|календарного) дня(?=,? (?:следующего|после|со|с|"
        rf"за))",
        _counted_day,
        (
            ("не позднее второго рабочего дня, следующего за днем поступления", within("working_days", 2)),
            ("до пятого календарного дня со дня получения", within("calendar_days", 5)),
            ("не позднее второго рабочего дня месяца", None),
        ),
    ),
    Pattern(
        "half-an-hour",
        "Half an hour, an hour and a half.",
        rf"(?<!\w){_LEAD}\s+(?:(?P<half>получаса|полчаса)|(?P<fourth>четверт[иь] часа)|"
        r"полутора\s+час(?:ов|а)|полтора\s+часа)(?!\w)",
        lambda match: within("minutes", 30 if match["half"] else 15 if match["fourth"] else 90),
        (
            ("не позднее получаса", within("minutes", 30)),
            ("в течение четверти часа", within("minutes", 15)),
            ("в течение полутора часов", within("minutes", 90)),
        ),
    ),
    Pattern(
        "amount-of-one",
        "«В течение часа», «в течение месяца»; a day or a minute without a number is not clear.",
        rf"(?<!\w)(?:в течени[еи]|{_NO_LATER}|{_NO_MORE})\s+(?:{UNIT})(?!\w)"
        r"(?P<since>\s+(?:с момента|со дня|с даты|после|от даты))?",
        _amount_of_one,
        (
            ("в течение часа", within("hours", 1)),
            ("не позднее чем через час", within("hours", 1)),
            ("в течение рабочего дня с момента поступления", within("working_days", 1)),
            ("в течение рабочего дня", {"unsaid": "within-the-unit"}),
        ),
    ),
    Pattern(
        "amount-of-days-and-nights",
        "«В течение суток», «в суточный срок»: hours or a day, the act does not say.",
        rf"(?<!\w)(?:в течени[еи]|в пределах|{_NO_LATER}|{_NO_MORE}|за)\s+(?:[\w()]+\s+){{0,2}}сут(?:ок|ки)|"
        r"в (?:\w+)?суточный срок",
        fixed(unsaid="day-and-night"),
        (
            ("в течение суток", {"unsaid": "day-and-night"}),
            ("не позднее 2 (двух) суток", {"unsaid": "day-and-night"}),
            ("в суточный срок", {"unsaid": "day-and-night"}),
        ),
    ),
    Pattern(
        "compound",
        "«В трёхдневный срок», «в 10-дневный срок», «в месячный срок», «в двухчасовой срок».",
        rf"(?<![\w)-])(?<!\) )(?P<half>полу)?(?P<stem>\d{{1,3}}(?:\s*-?\s*(?:х|ти|и|ми))?"
        rf"[\s-]*(?:\([а-я ]+\)[\s-]*)?|{_STEM})?"
        r"(?P<unit>днев|недел|месяч|час|минут)(?:н|ов|ьн)\w+ (?:[а-я]+ ){0,5}?срок",
        _compound,
        (
            ("в трехдневный срок", within("days", 3)),
            ("в 10-дневный срок", within("days", 10)),
            ("в 3-х дневный срок", within("days", 3)),
            ("в 3 (трех)-дневный срок", within("days", 3)),
            ("в 5-(пяти) дневный срок", within("days", 5)),
            ("в месячный срок", within("months", 1)),
            ("в двухчасовой срок", within("hours", 2)),
            ("в получасовой срок", within("minutes", 30)),
            ("в пятидневный со дня получения запроса срок", within("days", 5)),
            ("не позднее чем в недельный срок", within("weeks", 1)),
            ("ежемесячный срок", None),
        ),
    ),
)

# an amount with nothing before it: only where the whole text is known to be a term, as in a table
BARE_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "bare-amount",
        "The cell of a table: «30 минут», «один рабочий день».",
        rf"(?<![\w.-]){COUNT}\s+(?:{UNIT})(?!\w)(?!\s+(?:до |назад))",
        _amount,
        (
            ("исполнитель 30 минут с момента поступления", within("minutes", 30)),
            ("ответственный один рабочий день", within("working_days", 1)),
            ("3 дня до события", None),
            ("кабинет 30", None),
        ),
    ),
)
