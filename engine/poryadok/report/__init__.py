"""How it is said: one module for each output format."""
