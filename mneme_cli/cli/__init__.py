"""The typer door: parse → command → report → exit code."""
