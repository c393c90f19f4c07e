"""The door for agents that ask: what commands answer, as tools and resources of the Model Context Protocol."""
