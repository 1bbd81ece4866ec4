"""Two or more profiles: what differs, which way, and what follows from it."""
