"""Mapping files: read and checked, and proposed from an export."""
