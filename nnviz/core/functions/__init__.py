"""The functions that a network is made of and trained by, each kind a registry by name."""
