"""`mneme hook` as a client calls it, in a process of its own, whatever goes wrong."""
