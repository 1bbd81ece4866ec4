"""Imports go one way (DESIGN §11): cli -> report, compare, onboard -> kernel -> norms, clock, log."""

import ast
from pathlib import Path

import poryadok

ROOT = Path(poryadok.__file__).parent
MAY_IMPORT = {
    "": set(),
    "norms": {""},
    "clock": {""},
    "log": {""},
    "kernel": {"", "norms", "clock", "log"},
    "compare": {"", "kernel", "norms", "clock", "log"},
    "onboard": {"", "kernel", "norms", "clock", "log"},
    "report": {"", "compare", "onboard", "kernel", "norms", "clock", "log"},
    "cli": {"", "report", "compare", "onboard", "kernel", "norms", "clock", "log"},
}


def folder_of(module: str) -> str:
    """The folder of a dotted module of the package; "" for the modules at its top."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and (ROOT / parts[1]).is_dir() else ""


def imports_of(path: Path) -> set[str]:
    package = ["poryadok", *path.relative_to(ROOT).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            found.add(".".join([*base, node.module] if node.module else base))
    return {name for name in found if name.split(".")[0] == "poryadok"}


def test_imports_go_one_way():
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if "_data" in parts or path.name == "__main__.py":
            continue
        own = parts[0] if len(parts) > 1 else ""
        for name in imports_of(path):
            other = folder_of(name)
            if other != own and other not in MAY_IMPORT[own]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_every_folder_has_its_place_in_the_order():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").is_file()}
    assert folders <= set(MAY_IMPORT)


def test_modules_stay_small():
    """A module has one subject; 350 lines is where one looks for a second subject."""
    lines = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in ROOT.rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > 350} == {}
