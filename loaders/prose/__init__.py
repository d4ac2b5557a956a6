"""Council prose, clause by clause: who did what, by when, and what shows it."""
