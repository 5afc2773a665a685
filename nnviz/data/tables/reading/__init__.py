"""A file read as a table, here or in a process of its own."""
