"""案情: the case as a whole, its parties and what each did wrong."""

from ui.pages.case.particulars.page import ParticularsPage

__all__ = ["ParticularsPage"]
