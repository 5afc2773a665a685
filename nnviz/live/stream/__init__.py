"""The WebSocket that a run is watched by."""
