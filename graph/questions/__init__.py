"""The questions asked of a store: the chain of a concern, gaps, the matrix, lists, search."""
