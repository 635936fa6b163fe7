"""The tables: entries and their log, projections, drafts."""
