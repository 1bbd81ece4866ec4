"""Run whole processes in turn and measure them from outside: wall time and peak memory of the child."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryFile

__all__ = ["Command", "Run", "Summary", "in_turn", "measure"]


@dataclass(frozen=True, slots=True)
class Command:
    """A process to measure. ``accept``: exit codes that are no failure (a breach is no error)."""

    name: str
    arguments: Sequence[str]
    accept: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds by the wall, peak resident memory in bytes, what it wrote to stdout."""

    seconds: float
    peak: int
    output: bytes


@dataclass(frozen=True, slots=True)
class Summary:
    """All runs of one command."""

    name: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(run.seconds for run in self.runs)

    @property
    def peak(self) -> int:
        """The highest of all runs, in bytes."""
        return max(run.peak for run in self.runs)

    @property
    def output(self) -> bytes:
        """What the last run wrote."""
        return self.runs[-1].output


def measure(command: Command, environment: Mapping[str, str]) -> Run:
    """Run once. Raises RuntimeError, with the end of stderr, if the command fails."""
    with TemporaryFile() as output, TemporaryFile() as errors:
        start = time.perf_counter()
        with subprocess.Popen(
            command.arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=dict(environment)
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in command.accept:
            tail = errors.read().decode("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{command.name}: exit code {process.returncode}\n{tail}")
        return Run(seconds, usage.ru_maxrss * 1024, output.read())


def in_turn(commands: Sequence[Command], rounds: int, environment: Mapping[str, str]) -> list[Summary]:
    """Run A B C, A B C, …: whatever else the machine does meets all alike. The first round does not count."""
    for command in commands:
        measure(command, environment)
    runs: list[list[Run]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, own in zip(commands, runs, strict=True):
            own.append(measure(command, environment))
    return [Summary(command.name, tuple(own)) for command, own in zip(commands, runs, strict=True)]
