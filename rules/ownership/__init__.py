"""Rules on ownership: every deliverable has exactly one accountable person, written down."""
