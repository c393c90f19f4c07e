"""The file as it would be after an agent's edit."""
