"""Who is connected with whom across the import graph: what every transitive rule asks, asked once for all of them."""
