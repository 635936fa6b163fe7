"""How things leave the program: papers as docx and pdf, case scripts, ledgers, packages."""
