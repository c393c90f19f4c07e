"""Bytes of hand-written YAML → values with a place each. Strict, because silence here is a rule that is not there."""
