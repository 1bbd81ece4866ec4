"""Events of the computed concepts: what opens and closes a norm that the vocabulary knows.

These belong to the concept, not to the act: the act's text says who, for whom and when.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["SHAPES"]

_MISINFO = {"procedure": "misinfo"}
_REQUEST = {"opens": "request.received", "closes": "request.answered"}

SHAPES: Mapping[str, Mapping[str, Any]] = {
    "report.statistics": {"closes": "report.submitted"},
    "indicators.quarterly": {"closes": "report.submitted"},
    "indicators.annual": {"closes": "report.submitted"},
    "note.weekly": {"closes": "report.submitted"},
    "note.periodic": {"closes": "report.submitted"},
    "report.problems": _REQUEST,
    "info.operational": _REQUEST,
    "info.other": _REQUEST,
    "materials.on-request": _REQUEST,
    "effectiveness.on-request": _REQUEST,
    "summary.on-request": _REQUEST,
    "messages.analyse": {"closes": "analysis.done"},
    "pages.post": {"closes": "page.posted"},
    "comment.propose": {**_MISINFO, "step": 2, "opens": "misinfo.detected", "closes": "comment.proposed"},
    "comment.draft": {**_MISINFO, "step": 3, "opens": "misinfo.notified", "closes": "comment.drafted"},
    "comment.relay": {**_MISINFO, "step": 6, "opens": "comment.agreed", "closes": "comment.relayed"},
    "misinfo.verify": {
        **_MISINFO,
        "step": 1,
        "opens": "misinfo.verification-requested",
        "closes": "misinfo.verified",
    },
    "comment.publish-after-agreement": {
        **_MISINFO,
        "step": 4,
        "requires": "comment.agreed",
        "opens": "comment.published",
    },
    "comment.press-after-agreement": {
        **_MISINFO,
        "step": 5,
        "requires": "comment.agreed",
        "opens": "comment.sent-to-press",
    },
    "indicators.approve-after-agreement": {"requires": "indicators.agreed", "opens": "indicators.approved"},
    "delegate.appoint-after-consent": {"requires": "delegate.agreed", "opens": "delegate.appointed"},
    "contact.notify-change": {"opens": "contact.changed", "closes": "contact.notified"},
    "appeal.accelerated": {
        "modality": "target",
        "where": {"track": "accelerated"},
        "opens": ["appeal.registered", "message.received"],
        "closes": ["appeal.answered", "message.answered"],
    },
    "message.route": {"opens": "message.received", "closes": "message.routed"},
    "message.return": {"opens": "message.routed", "closes": "message.returned"},
    "message.interim-answer": {"opens": "message.received", "closes": "message.interim-answered"},
    "message.answer": {"opens": "message.received", "closes": "message.answered"},
}
