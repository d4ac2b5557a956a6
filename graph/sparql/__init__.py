"""SPARQL: a read-only projection of the store in memory, asked in processes with limits."""
