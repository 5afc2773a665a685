"""How good the answers are: what was said against what is true."""
