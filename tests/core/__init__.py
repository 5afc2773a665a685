"""Tests of the networks and their training."""
