"""Plans and scorecards as tables: columns by their heads, rows into records."""
