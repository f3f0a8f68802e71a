"""Notion: data sources are read as tables, and marked in columns and comments of our own."""
