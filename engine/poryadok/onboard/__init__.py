"""Bringing acts in: the clauses of an act's text, and what a profile makes of them."""
