"""The review that learns: what was late and why, how long things took, and what that says about the templates."""
