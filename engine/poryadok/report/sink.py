"""Where a report goes: standard output, or a file that appears whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

__all__ = ["to_file", "to_stdout", "write", "write_lines"]


def to_stdout(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output as they are, whatever its encoding."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    for piece in pieces:
        rest = memoryview(piece)
        while rest:  # an unbuffered stream (PYTHONUNBUFFERED) may take a part only
            rest = rest[stream.write(rest) :]
    stream.flush()


def to_file(path: Path, make: Callable[[BinaryIO], object]) -> None:
    """Let ``make`` write a temporary file beside ``path``, then put it in its place. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            make(stream)
        if os.name == "posix":
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write(pieces: Iterable[bytes], out: Path | None) -> None:
    """Write pieces to the file, or to standard output without one. Raises OSError."""
    if out is None:
        to_stdout(pieces)
    else:
        to_file(out, lambda stream: stream.writelines(pieces))


def write_lines(lines: Iterable[str], out: Path | None) -> None:
    """Write lines for people: to the file in UTF-8, or to stdout in its own encoding. Raises OSError."""
    if out is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    else:
        to_file(out, lambda stream: stream.writelines(line.encode() + b"\n" for line in lines))
