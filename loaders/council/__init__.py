"""What councils publish: committee reports, updates, news, improvement plans, scorecards."""
