"""How good the answers are, and where they are wrong."""
