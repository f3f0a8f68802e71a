"""Which records of different tools are the same release, deliverable, track or person. Pure; no vendor's name.

Sure matches join, doubtful ones are proposed, and what a person confirmed goes before both.
"""
