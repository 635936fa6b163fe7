"""Writes: one function for each thing an officer does, one transaction each."""
