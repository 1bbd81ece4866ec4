"""Static findings over a profile, and over the text of its act: one module for each rule in ``rules``."""
