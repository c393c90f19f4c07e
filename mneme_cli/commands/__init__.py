"""One verb of the command line per file: values in, values out; no typer, no printing."""
