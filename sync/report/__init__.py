"""What a run found, for people and for machines: one small module per format."""
