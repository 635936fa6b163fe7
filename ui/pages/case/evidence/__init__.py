"""证据: the evidence of a case, added by dropping and pasting, seen, described, checked against its digests."""

from ui.pages.case.evidence.page import EvidencePage

__all__ = ["EvidencePage"]
