"""What the tests drive the page with, and what stands between it and its server."""
