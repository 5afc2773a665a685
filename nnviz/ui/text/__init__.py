"""Languages, numbers, names, and text that somebody else wrote."""
