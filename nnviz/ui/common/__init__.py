"""What every page stands on: its look, its files, its parts, its links and messages."""
