"""Which columns are inputs, which one is predicted, and what is said of each."""
