"""The loss landscape as a map and as a relief."""
