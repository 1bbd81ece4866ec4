"""What happened: records, readers, the quarantine."""
