"""Questions that must be answered before an act goes on."""
