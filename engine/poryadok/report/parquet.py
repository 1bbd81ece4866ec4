"""Obligations as Parquet: typed columns, instants as timestamps in UTC beside the name of the time zone."""

from collections.abc import Iterable
from typing import BinaryIO

import polars as pl

__all__ = ["write_parquet"]


def write_parquet(chunks: Iterable[pl.DataFrame], stream: BinaryIO) -> None:
    """Write flat frames as one file."""
    pl.concat(list(chunks)).write_parquet(stream, compression="zstd", statistics=True)
