"""Generate profiles of municipalities that are like the five bundled ones.

    python benchmarks/generate_profiles.py --municipalities 1000 --out DIR
    python benchmarks/generate_profiles.py --municipalities 1000 --out DIR --full

By default the folder is what a region would keep: one regional layer for each of the five acts (a model
act, with its clauses, parties and norms) and small profiles with their own id, name, act and dates that
extend it. With ``--full`` every profile is a whole file, a copy of the bundled one under its own id, name
and act. The five bundled profiles are copied as they are: a caller's folder replaces the bundled list.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import yaml

from places import KINDS, Kind, Place, places

__all__ = ["write_profiles"]

CONFIGS = Path(__file__).resolve().parent.parent / "configs"
OWN = ("format", "id", "rank", "title", "municipality", "act", "extends")
"""What a small profile says for itself; all the rest is the model act's."""


def write_profiles(towns: list[Place], out: Path, *, full: bool = False) -> None:
    """Write the profiles of all ``towns`` below ``out`` (made if need be), with the layers they extend."""
    documents = {kind.id: _read(kind) for kind in KINDS}
    for kind in KINDS:
        (out / kind.folder).mkdir(parents=True, exist_ok=True)
        if not full:
            _dump(_model(kind, documents[kind.id]), out / kind.folder / f"_model-{kind.id}.yaml")
    for town in towns:
        target = out / town.kind.folder / f"{town.id}.yaml"
        if town.bundled:
            copyfile(CONFIGS / town.kind.folder / target.name, target)
        elif full:
            document = documents[town.kind.id]
            _dump({**document, **_own(town, document), "extends": document["extends"]}, target)
        else:
            _dump(_own(town, documents[town.kind.id]), target)


def _read(kind: Kind) -> dict[str, Any]:
    text = (CONFIGS / kind.folder / f"{kind.id}.yaml").read_text(encoding="utf-8")
    # all scalars as text would turn numbers into strings; dates stay text by leaving that one resolver out
    document = yaml.load(text, Loader=_Loader)
    assert isinstance(document, dict)
    return document


class _Loader(yaml.SafeLoader):
    """Dates stay text: they are written back as they were."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Dumper(yaml.CSafeDumper):
    """Writes no aliases and leaves dates unquoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers


def _dump(document: dict[str, Any], path: Path) -> None:
    text = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    path.write_text(text, encoding="utf-8", newline="\n")


def _model(kind: Kind, document: dict[str, Any]) -> dict[str, Any]:
    """The regional layer of one act: all of the bundled profile that is not the municipality's own."""
    head = {
        "format": 1,
        "id": f"model-{kind.id}",
        "rank": "region",
        "title": f"Типовой акт: {document['title']}",
    }
    rest = {key: value for key, value in document.items() if key not in OWN}
    act = {key: document["act"][key] for key in ("basis", "publication", "clause") if key in document["act"]}
    return {**head, "act": act, **rest}


def _own(town: Place, document: dict[str, Any]) -> dict[str, Any]:
    """What a municipality says for itself."""
    name = f"Муниципалитет № {town.number}"
    act = {
        key: value for key, value in document["act"].items() if key not in ("basis", "publication", "clause")
    }
    since = f"{town.in_force:%Y-%m-%d}"
    return {
        "format": 1,
        "id": town.id,
        "rank": "municipality",
        "title": name,
        "extends": [*document["extends"], f"{town.kind.folder}/_model-{town.kind.id}"],
        "municipality": {
            "name": name,
            "kind": document["municipality"]["kind"],
            "timezone": town.kind.zone,
        },
        "act": {
            **act,
            "number": str(town.number),
            "date": since,
            "issuer": f"Администрация: {name}",
            "in_force": {"from": since},
        },
    }


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*/*.yaml")) if not path.name.startswith("_"))


def main() -> None:
    """Write the profiles and say how many there are."""
    parser = argparse.ArgumentParser(description="generate profiles for benchmarks")
    parser.add_argument("--municipalities", type=int, default=1000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="whole files instead of small ones")
    options = parser.parse_args()
    write_profiles(places(options.municipalities), options.out, full=options.full)
    files = list(_files(options.out))
    print(f"{options.out}: {len(files)} profiles, {sum(path.stat().st_size for path in files)} bytes")


if __name__ == "__main__":
    main()
