"""What the stage's tests mount it on: a server of its modules, pages, and what to ask them."""
