"""Numbered changes of the schema; one that has shipped is never rewritten."""
