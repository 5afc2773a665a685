"""What is trained: the network, its forward pass, its derivatives, and the check of them."""
