"""What a page is sent of a run, and what it may ask for."""
