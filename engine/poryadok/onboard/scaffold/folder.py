"""A folder of files that appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["fits", "lay_out"]


def fits(folder: Path) -> bool:
    """Tell whether files may be laid out there: nothing is there yet, or an empty folder. Raises OSError."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def lay_out(folder: Path, files: Mapping[str, bytes], accept: Callable[[Path], bool]) -> bool:
    """Write ``files`` (by path below the folder) to a temporary folder beside it, then put that in its place.

    ``accept`` is given the temporary folder before anything is put in place; it may mend files in it. When it
    says no, nothing is left behind. Raises OSError.
    """
    target = folder.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    try:
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if not accept(made):
            return False
        if target.exists():
            # an empty folder, perhaps the one somebody stands in: it stays, what it is to hold moves in
            for one in sorted(made.iterdir()):
                one.replace(target / one.name)
        else:
            made.chmod(0o755)
            made.replace(target)
        return True
    finally:
        shutil.rmtree(made, ignore_errors=True)
