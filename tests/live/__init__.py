"""Tests of nnviz.live."""
