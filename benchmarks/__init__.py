"""The budgets of the fast paths, measured beside the peers and the floors in the same run: `python -m benchmarks`."""
