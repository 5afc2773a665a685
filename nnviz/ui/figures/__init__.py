"""Plotly figures: pure functions from arrays to a figure, which know nothing of the page."""
