"""Many workspaces in one schedule, each in a process of its own."""
