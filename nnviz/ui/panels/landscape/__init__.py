"""The loss landscape: computed in the background, chosen and shown in a panel of its own."""
