"""Architectural decisions, compiled and enforced. Importing this package costs nothing."""

VERSION = "0.1.0"
"""The one place that knows the version: of the program, and of what it has compiled and cached."""
