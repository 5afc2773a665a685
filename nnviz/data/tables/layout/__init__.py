"""From a text to names and rows: delimiters, headings, and what stands around a table."""
