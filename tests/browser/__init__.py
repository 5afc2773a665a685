"""The whole page in a real Chromium, served by the real server."""
