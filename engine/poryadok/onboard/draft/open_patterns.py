"""Rows of terms that somebody else sets, and of what the language cannot say of a clause."""

from poryadok.onboard.draft.numbers import COUNT
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import AT_LATEST, UNIT, fixed

__all__ = ["OPEN_PATTERNS"]

_SET = (
    r"(?:установлен|указан|определен|назван|обозначен|назначен|задан|определяем|устанавливаем|предусмотрен)"
)
_ASKING = (
    r"(?:им|ею?|ими|нем|ней|них|(?:(?:таком|самом|этом|соответствующ\w+|полученн\w+|данн\w+) )?"
    r"(?:запрос|поручени|требовани|письм|задани)\w*|"
    r"цур|центром управления регион\w+|губернатором|правительством области)"
)

OPEN_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "shift",
        "What comes after hours counts as come on the next working day: a shift, no term.",
        r"считается (?:поступивш|полученн|зарегистрированн)\w+ (?:на|в|со)\s[^.;]*",
        fixed(unsaid="shift"),
        (("считается поступившим на следующий рабочий день", {"unsaid": "shift"}),),
    ),
    Pattern(
        "extension",
        "A term may be extended by an amount: belongs to another term.",
        r"(?:срок\w*[^.;]{0,60}(?:продл|увелич)|(?:продл|увелич)\w+ срок)[^.;]*",
        fixed(unsaid="extension"),
        (("срок может быть продлен на 5 рабочих дней", {"unsaid": "extension"}),),
    ),
    Pattern(
        "clock-time",
        "By an hour of the clock of some day: the language has no such due.",
        rf"(?<!\d\d ){AT_LATEST}\s+(?:\d{{1,2}}[:.-]\d{{2}}(?!\d|\.\d)|\d{{1,2}}\s*(?:ч\.|"
        rf"час\w*\.?)\s*\d{{2}}\s+мин\w*\.?|"
        r"\d{1,2}\s+час\w*(?=\s+(?:утра|вечера|дня|местного|по местному|по московскому|текущего|следующего|"
        r"того же|"
        r"рабочего дня|дня|каждого))|полудн\w+|обеда|"
        # «до 17 часов» and nothing more is an hour of the day, «до 24 часов с момента» an amount
        r"(?<!- до )(?<!в срок до )(?:[89]|1\d|2[0-3])\s+час(?:ов|ам)(?=\s*(?:$|[.;,)])))(?:\s*час\w*)?"
        r"(?:\s+(?:(?:следующ|ближайш|очередн|текущ)\w+ )?(?:рабоч\w+ )?(?:дня|"
        r"суток)[^,;.]*(?:,\s*следующ[^,;.]*)?)?",
        fixed(unsaid="clock-time"),
        (
            ("не позднее 10:30 рабочего дня, следующего за днем запроса", {"unsaid": "clock-time"}),
            ("до 18:00 текущего дня", {"unsaid": "clock-time"}),
            ("не позднее 12 часов следующего дня", {"unsaid": "clock-time"}),
            ("до 17 ч. 00 мин.", {"unsaid": "clock-time"}),
            ("до 16 час. 00 мин. текущего дня", {"unsaid": "clock-time"}),
            ("каждую пятницу до 15 часов.", {"unsaid": "clock-time"}),
            ("до 01.03.2026", None),
            ("с 8:00 до 17:00", None),
            ("до полудня", {"unsaid": "clock-time"}),
            ("на ответ - до 12 часов", None),
            ("в срок до 24 часов", None),
            ("не позднее 12 часов с момента поступления", None),
        ),
    ),
    Pattern(
        "before-event",
        "By a time before another event: «не позднее чем за сутки до начала работ».",
        rf"(?:не (?:позднее|позже|менее),?(?: чем)?\s+)?(?<!\w)за\s+(?:{COUNT}\s+)?(?:{UNIT}|сут(?:ки|"
        rf"ок))\s+до(?!\w)",
        fixed(unsaid="before-event"),
        (
            ("не позднее чем за сутки до начала работ", {"unsaid": "before-event"}),
            ("за 3 (три) рабочих дня до заседания", {"unsaid": "before-event"}),
            ("за 3 рабочих дня", None),
        ),
    ),
    Pattern(
        "set-each-time",
        "A person sets the term for each item: not a number and not the request's.",
        r"(?:устанавлива|назнача|определя)\w+ срок\w*[^.;]*(?:по каждо|для каждо|отдельно|индивидуально)\w*",
        fixed(unsaid="set-each-time"),
        (("устанавливает срок по каждому поручению", {"unsaid": "set-each-time"}),),
    ),
    Pattern(
        "open-period",
        "How often is left to a person or to a decision.",
        r"(?:определя|устанавлива|утвержда)\w+ (?:\w+ ){0,2}?(?:периодичност|частот)\w+(?: \w+){0,2}|"
        r"(?:периодичност|частот)\w+[^.;]{0,80}?(?:определя|устанавлива|установленн|определенн|"
        r"утвержда)\w+(?: "
        r"\w+){0,2}|"
        r"(?:с|в) периодичност\w+,? (?:определ|установл)\w+(?: \w+){0,2}|"
        r"(?:по|согласно|в соответствии с) (?:\w+ )?(?:график|план-график)\w+(?: \w+){0,2}",
        fixed(every="parameter"),
        (
            ("периодичность подготовки записки определяется главой", {"every": "parameter"}),
            ("с периодичностью, установленной советом", {"every": "parameter"}),
            ("глава определяет периодичность совещаний", {"every": "parameter"}),
            ("по утвержденному графику", {"every": "parameter"}),
        ),
    ),
    Pattern(
        "open-term",
        "The term is left to a person or to a decision.",
        r"срок\w*[^.;,]{0,60}(?:определя|устанавлива)(?:ет|ют)ся (?!запрос)\w+|"
        r"в сроки?, (?:определ|устанавлив|установл)\w+ (?!запрос|в запрос|им\b|ей\b|ею\b|ими\b|настоящ|закон)"
        r"(?:глав|руководител|куратор|администраци|распоряжени|решени|приказ)\w+",
        fixed(within={"parameter": True}),
        (
            ("срок подготовки ответа определяется главой", {"within": {"parameter": True}}),
            ("в сроки, установленные запросом", None),
        ),
    ),
    Pattern(
        "as-requested",
        "The request sets the term.",
        rf"(?:в|к)(?: (?:тот|те))? {_SET}\w+ (?:в )?{_ASKING} срок\w*|"
        rf"(?:в|к|не позднее|до|до наступления) срок\w*,? (?:который |которые )?{_SET}\w* (?:в |им |ею? |"
        rf"ими )?{_ASKING}(?!\w)",
        fixed(within={"field": "due"}),
        (
            ("в установленные им сроки", {"within": {"field": "due"}}),
            ("в срок, указанный в запросе", {"within": {"field": "due"}}),
            ("в срок, установленный в соответствующем поручении", {"within": {"field": "due"}}),
            ("к сроку, обозначенному в запросе", {"within": {"field": "due"}}),
            ("в определенный в запросе срок", {"within": {"field": "due"}}),
            ("в установленный цур срок", {"within": {"field": "due"}}),
            ("не позднее срока, указанного в запросе", {"within": {"field": "due"}}),
            ("в установленный законом срок", None),
        ),
    ),
)
