"""Words: what things are called, which links are allowed. Imports nothing else of Sightline."""
