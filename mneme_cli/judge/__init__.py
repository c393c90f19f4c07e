"""Policy × facts → verdict. Pure: it never looks, it asks."""
