"""The one place that knows the version: of the program, and of what it has compiled and cached."""

VERSION = "0.1.0"
