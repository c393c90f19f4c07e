"""Policy and place → packet: what an agent is told before it writes. Pure, and on the fast path."""
