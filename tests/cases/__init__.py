"""Scenarios that a lawyer can read: what happened, what the act then demands, and why."""
