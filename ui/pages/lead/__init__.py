"""A new case of the general procedure: the lead with party, offence and what is foreseen."""

from ui.pages.lead.page import LeadPage

__all__ = ["LeadPage"]
