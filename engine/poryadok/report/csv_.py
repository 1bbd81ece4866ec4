"""Obligations as CSV that opens in a Russian Excel: semicolons, a BOM, no cell taken for a formula."""

import io
from collections.abc import Iterable, Iterator

import polars as pl

__all__ = ["csv_pieces"]

_FORMULA = r"^[=+\-@\t\r]"


def csv_pieces(chunks: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """CSV of flat frames, header first. What a spreadsheet would take for a formula gets an apostrophe."""
    first = True
    for chunk in chunks:
        texts = [name for name, dtype in chunk.schema.items() if dtype == pl.String]
        safe = [
            pl.when(pl.col(name).str.contains(_FORMULA))
            .then(pl.concat_str(pl.lit("'"), name))
            .otherwise(pl.col(name))
            .alias(name)
            for name in texts
        ]
        buffer = io.BytesIO()
        chunk.with_columns(safe).write_csv(
            buffer, separator=";", include_header=first, include_bom=first, line_terminator="\r\n"
        )
        yield buffer.getvalue()
        first = False
