"""From the bytes of a file to its text, whatever wrote them, and whatever they are meant to do."""
