"""The loss as a function of the parameters: along a weight, or over a plane through them."""
