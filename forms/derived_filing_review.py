"""What is answered to a recipient's review of a filing: the problems found, the corrections made, what is objected.

Also the correction of a served paper. Sources: 附件2 第六条、第七条; 农业行政执法文书制作规范 第七条.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from forms.amounts import figures
from forms.dates import day
from forms.derived_earlier import discretion, legal_view
from forms.derived_filing import COPY, filed_act, filed_decision
from forms.derived_penalties import LISTED, worded
from forms.derived_records import form_titles
from forms.kinds import read_value
from forms.lawful_range import fine_range
from forms.sources import Sources
from procedures.case import Act, Document
from procedures.field_types import description

if TYPE_CHECKING:
    from procedures.view import CaseView

CORRECTED, CHANGE = "paper_corrected", "decision_changed"
CORRECTIONS_FORM, PROOF = "X22", "33"
ROWS = "corrections"  # the key under which the notice keeps the wrong and the right words
Row = Mapping[str, Any]


def review_letter(sources: Sources) -> str:
    """The number of the letter in which the recipient told of problems."""
    review = review_found(sources)
    return str(review.values.get("letter_number") or "") if review else ""


def review_day(sources: Sources) -> date | None:
    """The day of that letter, else the day on which the outcome was recorded."""
    review = review_found(sources)
    if review is None:
        return None
    return read_value("date", review.values.get("letter_on")) or review.on


def review_problems(sources: Sources) -> str:
    """The problems that the recipient found, as summed up when the letter came in."""
    review = review_found(sources)
    return str(review.values.get("problem_summary") or "") if review else ""


def review_found(sources: Sources) -> Act | None:
    """The newest review up to this act in which its recipient found problems."""
    from procedures.filing_acts import problems_before

    return problems_before(_view(sources), sources.act)


def corrections_made(sources: Sources) -> tuple[Row, ...]:
    """What was corrected since the problems were found, an item a paper: the paper, the words, and its service."""
    return tuple({"text": _told(sources, act)} for act in corrections_of(sources))


def corrections_of(sources: Sources) -> tuple[Act, ...]:
    """The corrections of papers and changes of the decision from the review to this act."""
    review = review_found(sources)
    return tuple(act for act in sources.acts(CORRECTED, CHANGE) if review is not None and act.on >= review.on)


def served_on(sources: Sources, correction: Act) -> date | None:
    """When the paper of a correction was served; None while it was not."""
    for act in sources.acts("paper_served"):
        named = act.get("paper") == CORRECTIONS_FORM and not act.ref and act.on >= correction.on
        if act.ref == correction.id or (named and correction.kind == CORRECTED):
            return act.on
    return next((act.on for act in sources.acts("decision_served") if act.ref == correction.id), None)


def correction_attachments(sources: Sources) -> tuple[Row, ...]:
    """The papers by which it was corrected, each with its proof of service."""
    rows: list[Row] = []
    for act in corrections_of(sources):
        title = form_titles()[CORRECTIONS_FORM] if act.kind == CORRECTED else "变更行政处罚决定的文书"
        rows.append({"name": f"{title}{COPY}", "copies": 1, "pages": None})
        if served_on(sources, act):
            rows.append({"name": f"{form_titles()[PROOF]}{COPY}", "copies": 1, "pages": None})
    return tuple(rows)


def filed_view(sources: Sources) -> str:
    """What the agency held in the decision: breach, provisions, penalty and grounds for its amount."""
    decision = filed_decision(sources)
    if decision is None:
        return ""
    own = replace(sources, act=decision)
    grounds = discretion(own)
    return "\n".join(part for part in (legal_view(own), grounds) if part)


def lawful_range(sources: Sources) -> str:
    """That the fine lies within what the law allows, with both figures; nothing where that is not beyond doubt."""
    subject, found = filed_act(sources), fine_range(sources)
    if subject is None or found is None:
        return ""
    from procedures.view import penalty_after

    fine = penalty_after(_view(sources), subject).fine
    if not found.low <= fine <= found.high:
        return ""
    span = f"{figures(found.low)}元以上{figures(found.high)}元以下" if found.low else f"{figures(found.high)}元以下"
    return f"{found.provision}规定的罚款幅度，在本案为{span}；本案罚款{figures(fine)}元，在法定幅度以内。"


def objection_attachments(sources: Sources) -> tuple[Row, ...]:
    """The decision that is defended."""
    decision = filed_decision(sources)
    if decision is None:
        return ()
    form = decision.document.form if decision.document else "29"
    return ({"name": f"{form_titles().get(form, '行政处罚决定书')}{COPY}", "copies": 1, "pages": None},)


def corrected_title(sources: Sources) -> str:
    """The title of the paper whose words are corrected."""
    paper = _corrected_paper(sources)
    return form_titles().get(paper.form, "") if paper else ""


def corrected_number(sources: Sources) -> str:
    """Its number."""
    paper = _corrected_paper(sources)
    return paper.number if paper else ""


def corrected_day(sources: Sources) -> date | None:
    """The day on which it was issued, else that of its act."""
    act, paper = sources.act_with(sources.act.ref), _corrected_paper(sources)
    return (paper.issued_on if paper and paper.issued_on else None) or (act.on if act else None)


def _corrected_paper(sources: Sources) -> Document | None:
    act = sources.act_with(sources.act.ref)
    return act.document if act else None


def _view(sources: Sources) -> "CaseView":
    from procedures.view import CaseView

    return CaseView(sources.case, sources.rules)


def _told(sources: Sources, act: Act) -> str:
    served = served_on(sources, act)
    service = f"，于{day(served)}送达当事人" if served else "，尚未送达当事人"
    if act.kind == CHANGE:
        own = replace(sources, act=act)
        words = "".join(str(row["text"]).replace(LISTED, "") for row in worded(own, act)).rstrip("。")
        done = description().choices["change"].get(str(act.get("how")), "变更")
        said = f"，变更为：{words}" if words and act.get("how") == "changed" else ""
        return f"{day(act.on)}，本机关{done}该处罚决定{said}{service}。"
    number = f"（{act.document.number}）" if act.document and act.document.number else ""
    return f"{day(act.on)}，本机关制发《{form_titles()[CORRECTIONS_FORM]}》{number}{_words(act)}{service}。"


def _words(act: Act) -> str:
    pairs = [f"将“{row.get('wrong')}”补正为“{row.get('right')}”" for row in act.values.get(ROWS) or ()]
    return f"，{'；'.join(pairs)}" if pairs else ""
