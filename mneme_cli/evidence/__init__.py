"""Bytes → facts: git and tree-sitter live here."""
