"""Airtable: bases read by field id, flags and comments written back."""
