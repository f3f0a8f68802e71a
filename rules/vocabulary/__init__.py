"""The words of the trade as people really type them, and what they mean. Data and small pure readers."""
