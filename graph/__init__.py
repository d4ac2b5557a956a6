"""Records, links and the questions asked of them (trace, gaps, matrix, search); the stores."""
