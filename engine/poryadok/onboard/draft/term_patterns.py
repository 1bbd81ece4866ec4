"""The tables of what terms are made of, in their order.

A row takes its words, and later rows do not see them: what is open or cannot be said comes before days and
periods, these before amounts, amounts before words without a number. Texts are flattened (``words.flat``).
"""

from poryadok.onboard.draft.amount_patterns import AMOUNT_PATTERNS, BARE_PATTERNS
from poryadok.onboard.draft.date_patterns import DATE_PATTERNS
from poryadok.onboard.draft.month_patterns import MONTH_PATTERNS
from poryadok.onboard.draft.open_patterns import OPEN_PATTERNS
from poryadok.onboard.draft.period_patterns import PERIOD_PATTERNS
from poryadok.onboard.draft.word_patterns import WORD_PATTERNS

__all__ = ["ROW_PATTERNS", "TERM_PATTERNS"]

TERM_PATTERNS = (
    *OPEN_PATTERNS,
    *MONTH_PATTERNS,
    *DATE_PATTERNS,
    *PERIOD_PATTERNS,
    *AMOUNT_PATTERNS,
    *WORD_PATTERNS,
)
# for the rows of a table, whose cells have nothing before an amount
ROW_PATTERNS = (*TERM_PATTERNS, *BARE_PATTERNS)
