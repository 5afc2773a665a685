"""The script of the article: runs for each visitor and each change, as `main.py` does."""

from nnviz.ui.pages.article import article

article()
