"""The article, section by section: what it says in words of our own, and the real thing beside it.

Each module is one section: a function that draws it. All numbers in it come from the core.
"""
