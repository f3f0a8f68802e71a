"""Rules on handoffs: explicit events, confirmed by both sides, with context."""
