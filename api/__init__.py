"""Surfaces: the command line and the HTTP application. Thin: parse, call, render."""
