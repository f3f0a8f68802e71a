"""What is remembered between runs: pictures, the ledger, receipts, memory, the life of every gap, runs, the lease."""
