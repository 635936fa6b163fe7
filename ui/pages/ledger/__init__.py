"""台账: columns, conditions, totals, charts and pivot of what the office did; exported as it is seen."""

from ui.pages.ledger.page import LedgerPage

__all__ = ["LedgerPage"]
