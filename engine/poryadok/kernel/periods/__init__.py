"""Norms by periods: reports, activities, one-off duties."""
