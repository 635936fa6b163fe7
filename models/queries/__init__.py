"""Reads: frozen rows, never a database object."""
