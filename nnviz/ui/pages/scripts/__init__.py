"""The scripts of the app's pages, which `main.py` chooses between. Each only calls its view."""
