"""The page in engines that are not Chromium's: it opens, trains, can be looked into, and complains
of nothing. Small on purpose: all else is tested in one engine.
"""
