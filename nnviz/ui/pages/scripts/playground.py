"""The script of the playground: runs for each visitor and each change, as `main.py` does."""

from nnviz.ui.pages.playground import playground

playground()
