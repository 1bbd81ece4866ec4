"""Channels: where appeals and messages come from."""

import re
from collections.abc import Mapping

from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.context import above
from poryadok.onboard.draft.words import flat, shown

__all__ = ["CHANNELS", "channels_of"]

# channel of the vocabulary -> its names in acts
CHANNELS: Mapping[str, str] = {
    "pos": r"платформ\w+ обратной связи|(?<!\w)пос(?!\w)|госуслуги\. ?решаем вместе",
    "incident": r"инцидент[ -]менеджмент",
    "voice": r"голосов\w+ (?:систем|помощник|бот|робот)\w*",
    "research": r"(?:социологическ|аналитическ)\w+ исследовани\w+|опрос(?:ы|ов)(?!\w)",
    "web-reception": r"виртуальн\w+ приемн\w+|интернет-приемн\w+|электронн\w+ приемн\w+",
    "edms": r"систем\w+ электронного документооборота",
    "written-oral": r"письменн\w+ и устн\w+ обращени\w+|письм\w+ и устн\w+ обращени\w+",
    "59-fz": r"59-фз",
    "social": r"(?:сообщени\w+|отклик\w*)?[^.;]{0,60}социальн\w+ сет\w+",
    "internet": r"информаци\w+[^.;]{0,260}размещаем\w+ в (?:сети|информационно)",
    "other": r"^ины[ех] источник\w+",
}
_SOURCES = re.compile(
    r"источник\w+[^;]*:$|(?:обращени|сообщени|отклик)\w*[^;:]{0,80}(?:поступа|собира|принима)\w+[^;:]*:$"
)
_INLINE = re.compile(r"(?:обращени|сообщени)\w+, поступи\w+ (?:через|по|из)|поступа\w+ (?:через|по|из) ")
_ANYWHERE = ("pos", "incident", "59-fz", "voice", "web-reception", "edms")
_ONLY_LISTED = ("social", "research", "internet", "59-fz")
_PUBLISHED = re.compile(r"публикуем\w+[^.;]{0,80}в социальн\w+ сет\w+")


def channels_of(clauses: Mapping[str, Clause]) -> dict[str, dict[str, str]]:
    """Channel -> ``clause``, ``words``; from the list of sources, or, without one, from where it is named."""
    listed: dict[str, dict[str, str]] = {}
    named: dict[str, dict[str, str]] = {}
    for locator, clause in clauses.items():
        words = flat(clause.text)
        if " стр. " in locator or locator.startswith("преамб."):
            continue
        heads = above(locator, clauses)
        of_list = any(_SOURCES.search(flat(clauses[head].text)) for head in heads)
        inline = _INLINE.search(words) is not None and not of_list
        for channel, regex in CHANNELS.items():
            match = re.search(regex, words)
            if match is None or (channel == "social" and re.search(CHANNELS["incident"], words)):
                continue
            entry = {"clause": locator, "words": shown(match[0])}
            if of_list:
                listed.setdefault(channel, entry)
            elif _named_so(channel, words) or (inline and channel not in _ONLY_LISTED):
                named.setdefault(channel, entry)
    found = listed or named
    return {channel: found[channel] for channel in CHANNELS if channel in found}


def _named_so(channel: str, words: str) -> bool:
    """Tell whether a clause outside a list of sources names a channel as one."""
    if channel == "59-fz":
        return re.search(r"^\"?обращени", words) is not None
    if channel == "social":
        return _PUBLISHED.search(words) is not None
    return channel in _ANYWHERE
