"""Norms by cases: responses, requests, precedence."""
