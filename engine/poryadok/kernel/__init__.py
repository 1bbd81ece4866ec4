"""Norms and a log make obligations: table, open, due, close, judge."""
