"""One running training: what is done to it, how fast it goes, what is looked at."""
