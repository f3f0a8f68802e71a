"""Whole runs over the stand-in for Airtable, where they differ from those of every tool."""
