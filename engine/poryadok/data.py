"""Where the bundled configuration and schemas lie, in a wheel and in a checkout alike."""

from functools import cache
from pathlib import Path

__all__ = ["data_root"]


@cache
def data_root() -> Path:
    """Return the folder that holds ``configs/`` and ``schemas/``.

    Raises FileNotFoundError when neither the wheel's data nor a checkout is there.
    """
    here = Path(__file__).resolve()
    packed = here.parent / "_data"
    if packed.is_dir():
        return packed
    checkout = here.parents[2]
    if (checkout / "configs").is_dir() and (checkout / "schemas").is_dir():
        return checkout
    raise FileNotFoundError("configs/ and schemas/ are neither packed nor beside the checkout")
