"""The addresses that the application answers, a module for each group."""
