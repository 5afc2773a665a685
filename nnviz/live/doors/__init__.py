"""What comes in from outside, held to a size, a pace and a number."""
