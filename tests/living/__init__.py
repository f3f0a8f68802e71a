"""The report that is kept in a tool, the same on every tool."""
