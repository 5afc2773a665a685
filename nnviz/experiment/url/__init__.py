"""The address of a run: its log, where it stops, and what its map shows."""
