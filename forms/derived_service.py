"""What the proof of a service by public notice says: where it was put up, why, and what was tried before it."""

from datetime import date

from forms.dates import clock, day
from forms.sources import Sources
from forms.wording import sentence
from procedures.attempts import CARRIER, NO_OTHER_WAY, REASON, UNKNOWN, WHEREABOUTS, Attempt, attempts_of
from procedures.case import Act
from procedures.field_types import description

NOTICE_ISSUED = "public_notice_issued"
EITHER_REASON = "受送达人下落不明，或者用其他方式无法送达"


def notice_of(sources: Sources, paper: str) -> Act | None:
    """The public notice by which a paper is served: the act itself, else the newest one of the same paper."""
    if sources.act.kind == NOTICE_ISSUED:
        return sources.act
    notices = [act for act in sources.acts(NOTICE_ISSUED) if act.get("paper", "29") == paper]
    return notices[-1] if notices else None


def posted_at(notice: Act | None) -> str:
    """Where a public notice was put up."""
    return str(notice.values.get(CARRIER) or "") if notice else ""


def posted_on(notice: Act | None) -> date | None:
    """The day of a public notice."""
    return notice.on if notice else None


def course(notice: Act | None, sources: Sources) -> str:
    """Reason and course of a public notice and what it brings about, as 民事诉讼法 第九十五条 has them recorded."""
    tried = "；".join(_told(each) for each in attempts_of(notice)) if notice else ""
    effect = sentence("public_notice_effect", sources, reason=_reason(notice))
    return f"{tried}。{effect}" if tried else effect


def _reason(notice: Act | None) -> str:
    values = notice.values if notice else {}
    reason, basis = values.get(REASON), str(values.get(WHEREABOUTS) or "")
    if reason == NO_OTHER_WAY:
        return "用其他方式无法送达"
    if reason == UNKNOWN:
        return f"受送达人下落不明（{basis}）" if basis else "受送达人下落不明"
    return EITHER_REASON


def _told(attempt: Attempt) -> str:
    way = description().choices["service_method"].get(attempt.way, attempt.way)
    when = (day(attempt.on) if attempt.on else "") + (clock(attempt.at) if attempt.at else "")
    where = f"在{attempt.place}" if attempt.place else ""
    return f"{when}{where}{way}，{attempt.result.strip().rstrip('。；')}"
