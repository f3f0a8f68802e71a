"""The milestones of every release: derived once, and known to no calendar."""
