"""The milestones as events in calendars that people use: reconciled, never copied anew."""
