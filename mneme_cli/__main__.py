"""`python -m mneme_cli` is `mneme`."""

from mneme_cli.main import main

main()
