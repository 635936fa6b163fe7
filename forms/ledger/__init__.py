"""What a ledger (台账) shows: its columns, which rows, in which order. Nothing here reads or writes any."""
