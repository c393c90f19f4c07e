"""The import graph as integers and arrays; knows nothing of rules."""
