"""The review that learns, over a past that is simulated."""
