"""Rules on approval gates: somebody with authority says yes or no before the work moves on."""
