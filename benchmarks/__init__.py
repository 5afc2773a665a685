"""Benchmarks of the project: each module prints one table, ratios first."""
