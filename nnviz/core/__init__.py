"""Networks and their training, on NumPy and the standard library alone."""
