"""Walks sample cases through the same operations as the window, each step at the moment the sample says."""
