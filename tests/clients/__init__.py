"""The real coding agents, driven end to end against a scripted model, in a network that is loopback alone."""
