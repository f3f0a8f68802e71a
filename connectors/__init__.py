"""The tools that a team uses: raw records in, model out; intended changes in, receipts out."""
