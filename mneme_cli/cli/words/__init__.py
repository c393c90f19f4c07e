"""The text face of what commands return: pure functions from values to styled lines, as reports are."""
