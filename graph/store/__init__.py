"""The stores: one protocol, SQLite by default."""
