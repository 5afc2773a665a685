"""Words of the drawing tools."""
