"""What a statutory document contains: facts, fields, checks, blocks and numbering."""
