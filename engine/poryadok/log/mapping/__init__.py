"""Exports that are no event logs: a mapping turns their rows into events, in bulk and one by one."""
