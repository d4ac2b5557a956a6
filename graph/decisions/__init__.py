"""People decide: the queue, the log of decisions, suspect ones, and what a re-run changes."""
