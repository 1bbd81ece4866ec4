"""The log as integers, coded stretch by stretch."""
