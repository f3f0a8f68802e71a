"""A release on another day: which dates go with it, which stay, and who changes them."""
