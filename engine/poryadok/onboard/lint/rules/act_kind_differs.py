"""Вид акта назван по-разному.

Что находит. Гриф «утверждено решением», когда акт — постановление (`act.kind`); «настоящее постановление» в
решении; «Регламент определяет» в документе, который называется Порядком; «настоящее постановление» в
утверждённом им документе.

Почему это плохо. Формально речь о другом акте; решение принимает представительный орган, постановление —
глава.

Что делать. В проекте — исправить. Действующий акт — записать огрех вида `inconsistent-kind-of-act`.
"""

import re
from collections.abc import Iterator, Mapping

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart, act_word_at
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "medium"
NEEDS_ACT = True
_KIND = "inconsistent-kind-of-act"
_STEMS = {
    "решени": "решение",
    "постановлени": "постановление",
    "распоряжени": "распоряжение",
    "приказ": "приказ",
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    "decision": ("решени",),
    "resolution": ("постановлени",),
    "order": ("распоряжени", "приказ"),
}
_SELF = re.compile(r"(?:настоящ|данн)\w+\s+(решени|постановлени|распоряжени|приказ)\w*", re.IGNORECASE)
_DOCUMENTS = {"порядок": "порядк", "положение": "положени", "регламент": "регламент"}
_SELF_DOCUMENT = re.compile(
    r"(?:настоящ|данн)\w+\s+(порядк|порядок|положени|регламент)\w*|"
    r"^(порядок|положение|регламент)\s+(?:определяет|устанавливает|регулирует|разработан|действует|вступает)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield stamps and clauses that call the act or the document something else."""
    stems = _KINDS.get(str(subject.section("act").get("kind")), ())
    for part in subject.act.parts if subject.act is not None else ():
        if stems:
            yield from _stamp(part, stems)
        for block in part.clauses:
            given = _wrong(part, block, stems)
            if given:
                args = {"why": "self", "given": given[0], "own": given[1]}
                path = ("text", block.locator)
                yield Issue((path,), args, None, (part.span(block),), _KIND, (block.locator,))


def _stamp(part: ActPart, stems: tuple[str, ...]) -> Iterator[Issue]:
    word = act_word_at(part.stamp)
    if word is None or word in stems:
        return
    args = {"why": "stamp", "given": _STEMS[word], "own": _STEMS[stems[0]]}
    span = part.head_span(re.compile(word, re.IGNORECASE))
    yield Issue((("text", part.place, "stamp"),), args, None, (span,), _KIND, (part.place,))


def _wrong(part: ActPart, block: Block, stems: tuple[str, ...]) -> tuple[str, str] | None:
    """What a clause calls the act or its own document, and what it should be called."""
    own = _DOCUMENTS.get(part.word)
    for match in _SELF.finditer(block.text):
        stem = match[1].lower()
        if stems and stem not in stems:
            return match[0], _STEMS[stems[0]]
        if not part.operative and own:
            return match[0], part.word.capitalize()
    for match in _SELF_DOCUMENT.finditer(block.text) if own else ():
        word = (match[1] or match[2]).lower().replace("порядок", "порядк")
        if own and not word.startswith(own):
            return match[0], part.word.capitalize()
    return None
