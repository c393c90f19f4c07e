"""A model that follows a script: one small server that speaks the four wires the clients speak."""
