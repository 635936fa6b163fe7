"""What the law says: pure functions of the acts of a case, the dated rules and a stated day."""
