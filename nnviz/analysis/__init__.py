"""Pure functions from the state of a network to numbers that say something about it."""
