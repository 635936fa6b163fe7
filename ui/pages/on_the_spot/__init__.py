"""The on-the-spot penalty: one page at the stall from the party to the paper in its hand."""

from ui.pages.on_the_spot.page import OnTheSpotPage

__all__ = ["OnTheSpotPage"]
