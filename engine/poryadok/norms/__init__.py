"""What an order says: reading, layers, schema and cross checks, the model."""
