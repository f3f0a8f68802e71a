"""Many workspaces in one schedule."""
