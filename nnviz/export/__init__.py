"""The network on screen as a program or a file that stands on its own."""
