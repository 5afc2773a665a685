"""How an update follows from a gradient: one class for each optimizer."""
