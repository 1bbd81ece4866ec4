"""Mutants of the law: a profile with one thing changed, which some case must notice."""
