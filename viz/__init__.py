"""Pictures of a chain: which nodes, where they stand, how they look."""
