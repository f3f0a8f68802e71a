"""What releases of each type usually consist of: templates as data."""
