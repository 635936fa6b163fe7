"""人员: the register of officers with their certificates, and who is responsible for what."""

from ui.pages.officers.page import OfficersPage

__all__ = ["OfficersPage"]
