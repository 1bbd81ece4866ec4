"""The answer of ``check`` as JUnit XML: a suite for each municipality, a case for each norm with obligations.

A norm with breaches is a failed case whose text lists their ids; one that waits for a local decision, or
whose verdicts are all undetermined, is a skipped case. Targets, recommendations and rights never fail.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.report import words
from poryadok.report.columns import flat_chunks
from poryadok.report.order import breaches_of
from poryadok.report.summary import awaited, norm_of

__all__ = ["junit"]

LISTED = 100
_FORBIDDEN = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def junit(assessment: Assessment, log: pl.DataFrame, as_of: str) -> bytes:
    """The XML document in UTF-8."""
    breaches = breaches_of(assessment, log)
    failed = {(mun, norm): n for mun, norm, n in breaches.group_by("municipality", "norm").len().iter_rows()}
    listed = breaches.filter(pl.int_range(pl.len()).over("municipality", "norm") < LISTED)
    texts: dict[tuple[str, str], list[str]] = {}
    for chunk in flat_chunks(assessment, log, listed):
        for row in chunk.select("municipality", "norm", "id", "status", "due_at").iter_rows():
            due = f"; срок {words.written(row[4])}" if row[4] else ""
            texts.setdefault((row[0], row[1]), []).append(f"{row[2]}: {words.STATUSES[row[3]]}{due}")
    root = ET.Element("testsuites", {"name": f"poryadok check {as_of}"})
    for profile in sorted(assessment.plan.profiles, key=lambda one: one.id):
        cases = _cases(assessment, profile.id, failed, texts)
        numbers = {
            "name": profile.id,
            "tests": str(len(cases)),
            "failures": str(sum(case.find("failure") is not None for case in cases)),
            "errors": "0",
            "skipped": str(sum(case.find("skipped") is not None for case in cases)),
        }
        ET.SubElement(root, "testsuite", numbers).extend(cases)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"
    )


def _cases(
    assessment: Assessment,
    municipality: str,
    failed: Mapping[tuple[str, str], int],
    texts: Mapping[tuple[str, str], list[str]],
) -> list[ET.Element]:
    mine = assessment.counts.filter(pl.col("municipality") == municipality)
    undetermined = (pl.col("status") == "undetermined").all().alias("open")
    found = dict(mine.group_by("norm").agg(undetermined).iter_rows())
    waiting = {one.norm: one for one in assessment.undetermined if one.municipality == municipality}
    cases = []
    for norm in sorted(found.keys() | waiting.keys()):
        title = getattr(norm_of(assessment, municipality, norm), "title", norm)
        case = ET.Element("testcase", {"classname": municipality, "name": _clean(f"{norm}: {title}")})
        key = (municipality, norm)
        if key in failed:
            message = words.plural(failed[key], "нарушение", "нарушения", "нарушений")
            lines = texts[key] + ([f"… и ещё {failed[key] - LISTED}"] if failed[key] > LISTED else [])
            failure = ET.SubElement(case, "failure", {"type": "breach", "message": message})
            failure.text = _clean("\n".join(lines))
        elif norm in waiting:
            ET.SubElement(case, "skipped", {"message": _clean(awaited(assessment, waiting[norm]))})
        elif found.get(norm):
            ET.SubElement(case, "skipped", {"message": "вывод не определён"})
        cases.append(case)
    return cases


def _clean(text: str) -> str:
    """Text without the characters that no XML parser accepts."""
    return _FORBIDDEN.sub("", text)
