"""Files in, blocks out: one reader per format, each the only home of its parser library."""
