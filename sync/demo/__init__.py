"""The demonstration: a small label's plan, and the job run on it twice."""
