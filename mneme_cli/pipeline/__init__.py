"""Where the stages meet: the one loop, the one deadline."""
