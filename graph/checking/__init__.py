"""Whether a store can be trusted: quotes in place, shapes that hold, figures against a gold."""
