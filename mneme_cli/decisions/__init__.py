"""YAML → policy: a compiler that runs ahead of time. yaml, jsonschema and networkx live here."""
