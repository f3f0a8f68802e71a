"""Figures of the last run for Prometheus: numbers and names from the settings, never a word of anybody's plan."""
