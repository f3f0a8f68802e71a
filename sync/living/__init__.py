"""The report where people are: one page or record in a tool, kept current."""
