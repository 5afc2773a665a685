"""One run as one self-contained page: to be printed, handed in, and opened without a network."""
