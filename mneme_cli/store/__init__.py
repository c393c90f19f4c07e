"""What lies on disk between two runs: the compiled policy, the facts, the graph, the baseline."""
