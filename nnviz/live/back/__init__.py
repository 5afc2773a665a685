"""How a page that was reloaded, or whose server crashed, gets its run back."""
