"""A resolved profile as YAML, with or without the origin of each value."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from poryadok.norms.library import VersionDoc
from poryadok.report.messages import RANK_WORDS

__all__ = ["origins_record", "profile_yaml", "profile_yaml_with_origins"]


def profile_yaml(doc: Mapping[str, Any]) -> str:
    """The document as YAML that reads back as the same document."""
    text: str = yaml.dump(
        dict(doc), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6, indent=2
    )
    return text


def origins_record(version: VersionDoc) -> dict[str, dict[str, str | int | None]]:
    """The origin of each value, by its path."""
    record: dict[str, dict[str, str | int | None]] = {}
    for path in version.origins:
        origin = version.origins[path]
        record["/".join(path)] = {
            "file": origin.file,
            "line": origin.line,
            "column": origin.column,
            "layer": origin.layer,
            "rank": origin.rank,
            "clause": origin.clause,
        }
    return record


def profile_yaml_with_origins(version: VersionDoc) -> str:
    """The document as YAML, each value followed by a comment with its origin."""
    return "\n".join(_lines(version.written, (), version)) + "\n"


def _lines(value: Mapping[str, Any], path: tuple[str, ...], version: VersionDoc) -> Iterator[str]:
    pad = "  " * len(path)
    for key, inner in value.items():
        here = (*path, key)
        if isinstance(inner, Mapping) and inner:
            yield f"{pad}{_scalar(key)}:"
            yield from _lines(inner, here, version)
        else:
            yield f"{pad}{_scalar(key)}: {_scalar(inner)}{_comment(here, version)}"


def _comment(path: tuple[str, ...], version: VersionDoc) -> str:
    if path not in version.origins:
        return ""
    origin = version.origins[path]
    parts = [f"{origin.file}:{origin.line}", f"{origin.layer} ({RANK_WORDS.get(origin.rank, origin.rank)})"]
    if origin.clause:
        parts.append(origin.clause)
    return "  # " + " | ".join(" ".join(part.split()) for part in parts)


def _scalar(value: Any) -> str:
    """A key, a value, or a whole list on one line."""
    text: str = yaml.dump(
        value,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        width=10**6,
        default_flow_style=True,
        sort_keys=False,
    )
    return text.removesuffix("\n").removesuffix("\n...").strip()
