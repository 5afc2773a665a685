"""What can be learned from, before any sample is drawn: one description for each kind of data."""
