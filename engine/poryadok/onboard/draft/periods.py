"""The periods that rows of periods and of days share."""

from collections.abc import Mapping

__all__ = ["PERIOD", "PERIODS", "period_of"]

PERIODS = {
    "half-year": r"полугоди\w*|полгода",
    "quarter": r"квартал\w*",
    "month": r"месяц\w*",
    "week": r"недел\w*",
    "year": r"год(?:а|у|ом|е)?(?!\w)",
    "day": r"дня|день|дней|сутки",
}
PERIOD = "|".join(f"(?P<p_{name.replace('-', '_')}>{form})" for name, form in PERIODS.items())


def period_of(groups: Mapping[str, str | None], mark: str = "p_") -> str:
    """The period that a PERIOD matched."""
    return next(name for name in PERIODS if groups.get(f"{mark}{name.replace('-', '_')}"))
