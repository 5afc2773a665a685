"""Who trains and who tests, what the loss compares with, and how much each sample counts."""
