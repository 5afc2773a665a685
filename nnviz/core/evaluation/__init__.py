"""How well a network does, and what is remembered of that."""
