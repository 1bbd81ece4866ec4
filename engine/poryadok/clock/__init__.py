"""When it falls due: calendars, periods, terms."""
