"""Somebody's own table on the page: given, looked at, put right, and learned from.

Nothing of it is written anywhere. What was given lives as long as the dialog is open; what is
learned from, as long as somebody works with it.
"""

from nnviz.ui.upload.entry import own_data

__all__ = ["own_data"]
