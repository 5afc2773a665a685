"""The article's program for a regression, as it is and as it should be."""
