"""One case (案件): its header and the pages below it; `parts.py` lists them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.pages.case.page import CasePage

__all__ = ["CasePage"]


def __getattr__(name: str) -> Any:
    """The page is read when a case is first opened, so that a place that borrows a few words shows at once."""
    if name != "CasePage":
        raise AttributeError(name)
    from ui.pages.case.page import CasePage

    return CasePage
