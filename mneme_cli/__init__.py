"""Architectural decisions, compiled and enforced. Importing this package costs nothing."""
