"""The widgets of the page, one module for each group of them."""
