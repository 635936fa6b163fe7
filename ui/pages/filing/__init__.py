"""备案: the desk of those who file major penalties, and of those who look at what the county owes."""

from ui.pages.filing.page import FilingPage

__all__ = ["FilingPage"]
