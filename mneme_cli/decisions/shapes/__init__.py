"""What may stand in a file: a schema for each noun, and the noun made from what was read."""
