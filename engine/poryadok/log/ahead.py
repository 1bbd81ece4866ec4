"""Reading ahead: Parquet is decoded while profiles are still being read; it asks for no rules."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from poryadok.log.files import FORMATS, expand
from poryadok.log.parquet import Slices, parquet_slices

__all__ = ["Ahead"]

Read = Callable[[], pl.DataFrame]


class Ahead:
    """Reads the slices of all Parquet files, in their order, in a thread of its own, until one is asked for.

    Whoever asks for a slice that is not begun reads it himself: from then on nothing piles up unasked.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._opened: dict[str, Slices] = {}
        for file in expand(paths)[0]:
            if FORMATS.get(Path(file).suffix.lower()) == "parquet":
                readers, findings = parquet_slices(file)
                begun = [partial(_taken, [self._pool.submit(read)], read) for read in readers]
                self._opened[file] = list(begun), findings

    def slices(self, file: str) -> Slices:
        """What ``parquet_slices`` says of a file; nothing more is begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        return self._opened.pop(file, None) or parquet_slices(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _taken(begun: "list[Future[pl.DataFrame]]", read: Read) -> pl.DataFrame:
    """The slice of a future, which is let go of: nothing holds a slice longer than it is needed."""
    future = begun.pop()
    return read() if future.cancel() else future.result()
