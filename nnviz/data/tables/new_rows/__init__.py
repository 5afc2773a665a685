"""Rows that the network has not seen, read as those were that it has learned from."""
