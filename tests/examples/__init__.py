"""The examples under test: they show what they are meant to show."""
