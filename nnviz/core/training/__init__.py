"""How a network is trained: batches, updates, what stops them, and exact states in between."""
