"""Links: stated ones from the papers themselves, proposed ones from a matcher."""
