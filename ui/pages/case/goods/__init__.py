"""物品: the list of goods of a case, the ledger of where they went, goods for the lists of acts and papers."""
