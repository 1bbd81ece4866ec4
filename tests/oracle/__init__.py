"""An independent, slow oracle: what the contract says, written as plainly as possible.

It shares no code with the package under test. Every function favours the obvious over the quick.
"""

from oracle.calendar import OracleCalendar
from oracle.obligations import assess

__all__ = ["OracleCalendar", "assess"]
