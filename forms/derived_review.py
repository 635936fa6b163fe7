"""What the sheets of legal review and of the discussion say: what was proposed, on which materials, who said what.

Sources: 行政处罚法 第五十七条第二款、第五十八条.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from forms.dates import day
from forms.derived_basics import evidence_by
from forms.derived_earlier import carrying_provisions, order_words
from forms.derived_hearing import HELD
from forms.derived_investigation import officer_name
from forms.derived_penalties import act_penalties
from forms.derived_records import form_titles
from forms.kinds import show
from forms.sources import Sources
from procedures.case import Act
from procedures.field_types import description
from procedures.incoming import NUMBER, RECEIVED

REVIEW, DISCUSSION, OPINION = "legal_review_given", "discussion_held", "opinion_submitted"
CHECKS, SPEECHES = "checks", "speeches"
# The sheets and records that acts are put on, as they are handed in for review; numbered papers name themselves.
SHEETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case_opened": ("8",),
        "correction_ordered": ("10",),
        "interview_held": ("11",),
        "site_inspected": ("12",),
        "sample_taken": ("13",),
        "evidence_preserved": ("16",),
        "preservation_decided": ("17",),
        "property_seized": ("18",),
        "seizure_released": ("20",),
        OPINION: ("24",),
        "hearing_notice_served": ("30",),
        HELD: ("31", "32"),
    }
)
NOTICES: Mapping[bool, str] = MappingProxyType({True: "26", False: "25"})
Row = Mapping[str, Any]


def proposed_words(sources: Sources) -> str:
    """What the handlers propose, as their opinion says it: the provisions, the order, each penalty on a line."""
    opinion = sources.newest(OPINION)
    if opinion is None:
        return ""
    own = replace(sources, act=opinion)
    rows, order, basis = act_penalties(own), order_words(own), show("citations", carrying_provisions(own))
    lead = f"依据{basis}的规定，拟" if basis else "拟"
    ordered = f"{order}，并" if order else ""
    if not rows:
        return f"{lead}{order}。" if order else str(opinion.values.get("conclusion") or "")
    lines = [str(row["text"]) for row in rows]
    numbered = lines if len(lines) == 1 else [f"{number}.{line}" for number, line in enumerate(lines, 1)]
    return "\n".join([f"{lead}{ordered}作出如下行政处罚：", *numbered])


def first_handler(sources: Sources) -> str:
    """Who reports the case: the first officer of the opinion."""
    opinion = sources.newest(OPINION)
    return officer_name(sources, opinion.officers[0]) if opinion and opinion.officers else ""


def review_reviewer(sources: Sources) -> str:
    """Who reviewed, by name."""
    act = sources.newest(REVIEW)
    return officer_name(sources, str(act.get("reviewer") or "")) if act else ""


def review_rows(_sources: Sources) -> tuple[Row, ...]:
    """The seven points of a review, none marked."""
    return tuple({"point": point} for point in description().choices["review_point"])


def review_grounds(sources: Sources) -> str:
    """The grounds that were recorded with the outcome."""
    act = sources.newest(REVIEW)
    return str(act.get("grounds") or "") if act else ""


def review_materials(sources: Sources) -> tuple[Row, ...]:
    """What is handed in: the papers of the case in the order of their days, then the evidence with its list."""
    papers = tuple(row for act in _before(sources) for row in _papers_of(act))
    count = len(evidence_by(sources))
    listed = {"title": f"证据清单和所列证据（{count}件）", "number": "", "copies": 1}
    return (*papers, listed) if count else papers


def discussion_presider(sources: Sources) -> str:
    """Who chaired the discussion, by name."""
    act = sources.newest(DISCUSSION)
    return officer_name(sources, str(act.get("presided_by") or "")) if act else ""


def discussion_attendees(sources: Sources) -> str:
    """周某（局长）、郑某（副局长）: who took part, with their posts as far as the record of what they said has them."""
    posts = {str(row.get("person")): str(row.get("post") or "") for row in speech_rows(sources)}
    return "、".join(f"{name}（{posts[name]}）" if posts.get(name) else name for name in attendee_names(sources))


def attendee_names(sources: Sources) -> tuple[str, ...]:
    """The names of those who took part in the discussion."""
    act = sources.newest(DISCUSSION)
    return tuple(officer_name(sources, str(one)) for one in act.get("attendees") or ()) if act else ()


def speech_rows(sources: Sources) -> tuple[Row, ...]:
    """What each said, as recorded; else an empty line for everybody who took part."""
    act = sources.newest(DISCUSSION)
    rows = tuple(act.values.get(SPEECHES) or ()) if act else ()
    return rows or tuple({"person": name} for name in attendee_names(sources))


def discussion_vote(sources: Sources) -> str:
    """同意2人，不同意1人，弃权0人; nothing where nobody's vote is recorded."""
    votes = Counter(str(row.get("vote") or "") for row in speech_rows(sources))
    labels = description().choices["discussion_vote"]
    if not any(votes[vote] for vote in labels):
        return ""
    return "，".join(f"{label}{votes[vote]}人" for vote, label in labels.items())


def discussion_decision(sources: Sources) -> str:
    """What was decided, as the act tells it."""
    act = sources.newest(DISCUSSION)
    return act.note if act else ""


def _before(sources: Sources) -> Iterator[Act]:
    yield from sources.acts(*SHEETS, "notice_served", RECEIVED)


def _titles(act: Act) -> tuple[str, ...]:
    if act.kind == RECEIVED:
        return (str(act.get("title") or ""),)
    if act.kind == "notice_served":
        return (form_titles()[NOTICES[bool(act.get("hearing_offered"))]],)
    return tuple(form_titles()[form] for form in SHEETS[act.kind])


def _papers_of(act: Act) -> Iterator[Row]:
    """Each paper of an act; what bears a number is told by it, all others by their day."""
    for title in _titles(act):
        number = _number_of(act, title)
        if title:
            yield {"title": title if number else f"{title}（{day(act.on)}）", "number": number, "copies": 1}


def _number_of(act: Act, title: str) -> str:
    """The number that a paper of an act bears: the sender's of one that came in, else our own; empty without one."""
    if act.kind == RECEIVED:
        return str(act.values.get(NUMBER) or "")
    known = act.document
    return known.number if known and known.number and form_titles().get(known.form) == title else ""
