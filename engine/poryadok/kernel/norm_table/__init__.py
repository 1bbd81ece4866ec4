"""The norm table: what municipalities share is worked out once."""
