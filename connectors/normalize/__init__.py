"""From records to model values: pure, the same for every tool, never raising for one bad row."""
