"""What the cells of a column mean together."""
