"""The plane through the inputs that a map shows, and the sliders that hold the others."""
