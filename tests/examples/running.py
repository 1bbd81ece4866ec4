"""Run the program on the examples."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from poryadok.cli.main import cli

__all__ = ["AS_OF", "BROKEN", "EXAMPLES", "NOTE_PERIOD", "Answer", "assessed"]

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = (EXAMPLES / "AS_OF").read_text(encoding="utf-8").strip()
NOTE_PERIOD = EXAMPLES / "layers" / "kilemar-note-period.yaml"
BROKEN = {"late", "overdue", "violated"}
Answer = dict[str, Any]


@cache
def assessed(profile: str, layer: Path | None = None) -> Answer:
    """What `poryadok obligations` says of one example."""
    events = EXAMPLES / f"{profile}.jsonl"
    args = ["obligations", profile, "--events", str(events), "--as-of", AS_OF, "--format", "json"]
    if layer is not None:
        args += ["--layer", str(layer)]
    result = CliRunner().invoke(cli, args, standalone_mode=False)
    assert result.exception is None, result.output
    answer: Answer = json.loads(result.stdout)
    return answer
