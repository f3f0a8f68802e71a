"""The milestones as an .ics file that any calendar can open or subscribe to."""
