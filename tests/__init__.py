"""The tests: the folders mirror those of the package; browser/ drives a real Chromium."""
