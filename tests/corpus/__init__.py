"""The corpus under test: what the five profiles hold, not how the program reads them."""
