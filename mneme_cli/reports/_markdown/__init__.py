"""Markdown for people on somebody's page: a comment and the summary of a job are made of the same."""
