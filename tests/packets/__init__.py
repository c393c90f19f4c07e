"""Packets: which rules, how much of them, in which words, inside which frame."""
