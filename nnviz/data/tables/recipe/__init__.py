"""What was done to a table before the network saw it: enough to do the same to new rows."""
