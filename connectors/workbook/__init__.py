"""A workbook on disk as a source and a target: .xlsx read and written, .csv read and flagged in a column."""
