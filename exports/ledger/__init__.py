"""How a ledger (台账) leaves: as a workbook; and a layout as a file of its own."""
