"""The table of what terms are made of, in its order.

A row takes its words, and later rows do not see them: what is open or cannot be said comes before periods,
periods before amounts. Texts are flattened (``words.flat``).
"""

from poryadok.onboard.draft.amount_patterns import AMOUNT_PATTERNS
from poryadok.onboard.draft.open_patterns import OPEN_PATTERNS
from poryadok.onboard.draft.period_patterns import PERIOD_PATTERNS

__all__ = ["TERM_PATTERNS"]

TERM_PATTERNS = (*OPEN_PATTERNS, *PERIOD_PATTERNS, *AMOUNT_PATTERNS)
