"""The row above the picture: presets, play, speed, sharing, saving and taking home."""
