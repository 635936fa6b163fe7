"""How everything is stored: the journal of acts, what is derived from it, drafts and issued files."""
