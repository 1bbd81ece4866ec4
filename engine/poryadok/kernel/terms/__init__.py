"""Due instants: days, minutes, hours, office hours."""
