"""Rules as configuration for municipal orders: profiles in, obligations and verdicts out."""

__all__ = ["__version__"]

__version__ = "0.1.0"
