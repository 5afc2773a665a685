"""The pieces that programs are put together from."""
