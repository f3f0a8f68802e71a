"""What each column of a team's tables means: the vocabulary of meanings, bindings, and proposals for new tables."""
