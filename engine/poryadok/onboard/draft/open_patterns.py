"""Rows of terms that somebody else sets, and of what the language cannot say of a clause."""

from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import AT_LATEST, fixed

__all__ = ["OPEN_PATTERNS"]

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
        rf"{AT_LATEST}\s+\d{{1,2}}(?:[:.]\d{{2}}|\s+час\w*\s+\d{{2}}\s+мин\w*)(?:\s*час\w*)?"
        r"(?:\s+(?:следующ\w+ )?(?:рабоч\w+ )?(?:дня|суток)[^,;.]*(?:,\s*следующ[^,;.]*)?)?",
        fixed(unsaid="clock-time"),
        (
            ("не позднее 10:30 рабочего дня, следующего за днем запроса", {"unsaid": "clock-time"}),
            ("до 18:00 текущего дня", {"unsaid": "clock-time"}),
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
        r"периодичност\w+[^.;]{0,80}?(?:определя|устанавлива|установленн|утвержда)\w+(?: \w+){0,2}|"
        r"(?:с|в) периодичност\w+,? (?:определ|установл)\w+(?: \w+){0,2}",
        fixed(every="parameter"),
        (
            ("периодичность подготовки записки определяется главой", {"every": "parameter"}),
            ("с периодичностью, установленной советом", {"every": "parameter"}),
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
        r"в (?:установленн|указанн|определенн|названн)\w+ (?:им|ей|ею|ими|запросом|в запросе|в нем) срок\w*|"
        r"в срок\w*,? (?:установленн|указанн|определенн|названн|определяем|устанавливаем)\w+ "
        r"(?:в |им |ею? |ими )?(?:запрос\w*|им|ею?|ими)",
        fixed(within={"field": "due"}),
        (
            ("в установленные им сроки", {"within": {"field": "due"}}),
            ("в срок, указанный в запросе", {"within": {"field": "due"}}),
        ),
    ),
)
