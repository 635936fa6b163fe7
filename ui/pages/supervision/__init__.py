"""监督: for now the register of fault accountability (过错责任追究); signals, inspections and figures join it later."""

from ui.pages.supervision.page import SupervisionPage

__all__ = ["SupervisionPage"]
