"""A run forwards and backwards: its log, and going to any update of it."""
