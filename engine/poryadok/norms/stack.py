"""Which layer files make up a profile: what it extends, itself, its own folder, the command line's."""

import os
from collections.abc import Sequence
from pathlib import Path

from poryadok.findings import Finding
from poryadok.norms.files import find_ref, shown
from poryadok.norms.layer_file import read_layer
from poryadok.norms.layers import RANKS, Layer, ordered
from poryadok.norms.names import wrong_name

__all__ = ["Stacks"]

_BELOW = RANKS[: RANKS.index("municipality")]


class Stacks:
    """Layer files, each read once, and the stacks of layers that profiles stand on.

    ``extra`` are the layers of the command line.
    """

    def __init__(self, extra: Sequence[Path]) -> None:
        self.extra = tuple(extra)
        self._paths: dict[str, Path] = {}
        self._folders: dict[str, str] = {}
        self._files: dict[str, Layer] = {}
        self._refs: dict[tuple[str, Path], Path | None] = {}
        self._shared: dict[tuple[tuple[str, ...], Path], tuple[Layer, ...] | None] = {}

    def source(self, file: str) -> Path | None:
        """The path of a file by the name shown for it in a span."""
        return self._paths.get(file)

    def name(self, path: Path) -> str:
        """The name shown for a file; ``source`` leads back."""
        name = self._shown(path)
        self._paths[name] = path
        return name

    def layer(self, path: Path, ref: str | None = None) -> Layer:
        """Read one layer file, once."""
        key = os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH118 (thousands of files)
        if key not in self._files:
            name = self.name(path)
            self._files[key] = read_layer(path, name, ref or name)
        return self._files[key]

    def find(self, ref: str, roots: Sequence[Path]) -> Path | None:
        """The file of a ref; it is looked for once."""
        key = (ref, roots[0])
        if key not in self._refs:
            self._refs[key] = find_ref(ref, roots)
        return self._refs[key]

    def stack(self, top: Layer, path: Path, roots: Sequence[Path]) -> tuple[list[Layer], list[Finding]]:
        """All layers of the profile ``top``, which was read from ``path``, by rank; and what is wrong."""
        findings: list[Finding] = []
        stem = path.stem
        if top.rank != "municipality" and not top.findings:
            span = top.span(("rank",))
            findings.append(
                Finding("profile.not-a-profile", "critical", ("rank",), (span,), {"rank": top.rank})
            )
        if top.id != stem and not top.findings:
            args = {"id": top.id, "stem": stem}
            findings.append(Finding("profile.id-not-name", "critical", ("id",), (top.span(("id",)),), args))
        above, wrong = self._above(top, path, stem)
        findings.extend(wrong)
        shared = self._below(top.extends, roots)
        if shared is not None and not above and top.rank == "municipality":
            return [*shared, top], findings
        found, wrong = self._closure([top, *above], roots)
        findings.extend(wrong)
        return ordered(found), findings

    def refs_to_nowhere(self, layer: Layer, roots: Sequence[Path]) -> list[Finding]:
        """Refs of a layer file that lead nowhere."""
        return [
            self._unknown_ref(layer, index, roots)
            for index, ref in enumerate(layer.extends)
            if not self.find(ref, roots)
        ]

    def _shown(self, path: Path) -> str:
        """The name of a file from its folder's, which is found once for all its files."""
        folder, name = os.path.split(path)
        if not name.endswith(".yaml"):
            return shown(path)
        if folder not in self._folders:
            self._folders[folder] = shown(path).removesuffix(name)
        return self._folders[folder] + name

    def _above(self, top: Layer, path: Path, stem: str) -> tuple[list[Layer], list[Finding]]:
        """The layers of a profile's own folder and of the command line, and those that are of another."""
        layers: list[Layer] = []
        findings: list[Finding] = []
        folder = os.path.join(os.path.dirname(path), f"{stem}.d")  # noqa: PTH118, PTH120 (thousands of files)
        own = sorted(Path(folder).glob("*.yaml")) if os.path.isdir(folder) else []  # noqa: PTH112
        for extra in (*own, *self.extra):
            layer = self.layer(extra)
            if layer.for_id is None or layer.for_id == top.id:
                layers.append(layer)
            elif extra in own:
                args = {"id": layer.for_id, "profile": top.id}
                span = layer.span(("for",))
                findings.append(Finding("layer.for-other", "critical", ("for",), (span,), args))
        return layers, findings

    def _below(self, extends: tuple[str, ...], roots: Sequence[Path]) -> tuple[Layer, ...] | None:
        """All layers that some refs lead to, by rank: found once for the thousands that extend the same.

        None where a ref leads nowhere, or to a layer that does not lie below every profile.
        """
        key = (extends, roots[0])
        if key not in self._shared:
            targets = [(ref, self.find(ref, roots)) for ref in extends]
            starts = [self.layer(target, ref) for ref, target in targets if target is not None]
            found, wrong = self._closure(starts, roots)
            fit = len(starts) == len(targets) and not wrong and all(one.rank in _BELOW for one in found)
            self._shared[key] = tuple(ordered(found)) if fit else None
        return self._shared[key]

    def _closure(self, starts: Sequence[Layer], roots: Sequence[Path]) -> tuple[list[Layer], list[Finding]]:
        """Some layers and all that they lead to, each once; and the refs that lead nowhere."""
        waiting = list(starts)
        found: dict[str, Layer] = {}
        findings: list[Finding] = []
        while waiting:
            layer = waiting.pop()
            if layer.file in found:
                continue
            found[layer.file] = layer
            for index, ref in enumerate(layer.extends):
                target = self.find(ref, roots)
                if target is None:
                    findings.append(self._unknown_ref(layer, index, roots))
                else:
                    waiting.append(self.layer(target, ref))
        return list(found.values()), findings

    def _unknown_ref(self, layer: Layer, index: int, roots: Sequence[Path]) -> Finding:
        place = ("extends", str(index))
        args = wrong_name(layer.extends[index], _known_refs(roots))
        return Finding("layer.unknown", "critical", place, (layer.span(place),), args, args.get("suggestion"))


def _known_refs(roots: Sequence[Path]) -> list[str]:
    shared = [path for root in roots for path in root.glob("*/*.yaml")]
    return [
        f"{path.parent.name}/{path.stem}"
        for path in shared
        if path.parent.name in ("ru", "families") or path.stem.startswith("_")
    ]
