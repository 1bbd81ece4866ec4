"""A matrix, or a ranking by distance, as JSON (``schemas/compare.schema.json``)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from poryadok.compare.distance import Ranked
from poryadok.compare.matrix import Cell, Column, Matrix, Row
from poryadok.compare.model import Diff, Operand
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison import diff_json
from poryadok.report.json_ import listed_object

__all__ = ["matrix_record", "nearest_record", "render", "render_nearest"]


def render(matrix: Matrix, vocabulary: Vocabulary | None = None) -> bytes:
    """The object as UTF-8 text, a row a line. JSON needs no words: ``vocabulary`` is not looked at."""
    return listed_object(matrix_record(matrix)) + b"\n"


def render_nearest(
    target: Operand, ranking: Sequence[Ranked], diff: Diff, vocabulary: Vocabulary | None = None
) -> bytes:
    """The same for a ranking; ``diff`` is that of ``target`` and the nearest."""
    return listed_object(nearest_record(target, ranking, diff)) + b"\n"


def matrix_record(matrix: Matrix) -> dict[str, Any]:
    """``{columns: […], rows: […]}``; the cells of a row are in the order of the columns."""
    return {
        "columns": [{**_operand(one.operand), **_place(one)} for one in matrix.columns],
        "rows": [{**_row(row), "fields": [_row(one) for one in row.rows]} for row in matrix.rows],
    }


def nearest_record(target: Operand, ranking: Sequence[Ranked], diff: Diff) -> dict[str, Any]:
    """``{target, ranking: […], diff}``."""
    return {
        "target": _operand(target),
        "ranking": [
            {
                **_operand(one.operand),
                "differing": one.distance.differing,
                "compared": one.distance.compared,
                "distance": round(float(one.distance.ratio), 6),
            }
            for one in ranking
        ],
        "diff": diff_json.record(diff),
    }


def _operand(operand: Operand) -> dict[str, Any]:
    municipality = operand.doc.get("municipality") or {}
    return {
        "label": operand.label,
        "id": operand.id,
        "name": municipality.get("name"),
        "version": {"from": _day(operand.version.first), "to": _day(operand.version.last)},
        "digest": operand.digest,
    }


def _place(column: Column) -> dict[str, Any]:
    return {"region": column.region or None}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _row(row: Row) -> dict[str, Any]:
    section, _, rest = row.path.partition("/")
    return {
        "section": row.section,
        "norm": rest.partition("/")[0] if section == "norms" else None,
        "path": row.path,
        "differs": row.differs,
        "majority": row.majority,
        "variants": [
            {"absent": one.absent, "value": one.value, "count": one.count, "outlier": one.outlier}
            for one in row.variants
        ],
        "cells": [_cell(one) for one in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "state": cell.state,
        "value": cell.value,
        "computes": cell.computes,
        "clause": cell.clause,
        "variant": cell.variant,
        "outlier": cell.outlier,
        "defect": cell.defect,
    }
