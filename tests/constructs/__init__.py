"""An invented act that uses what the five acts do not: one norm for each construct."""
