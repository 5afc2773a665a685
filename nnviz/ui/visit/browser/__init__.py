"""What the browser says of a page, in what order, and how late."""
