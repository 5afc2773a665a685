"""One person's visit: the session, what its address says, and what is done in the picture."""
