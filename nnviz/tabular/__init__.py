"""A run's numbers as tables for spreadsheets and other programs."""
