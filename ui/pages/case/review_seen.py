"""What a legal review is shown of the case before a person marks it: the seven points, the papers among them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.schema import Form
from models.casefile import IssuedDocument
from models.operations.documents import preview_values
from procedures.case import Act
from procedures.review import NO, OPEN, PAPERS, REVIEW, YES, Point, seen_points
from ui.pages.case.opened import OpenedCase

MOST_TOLD = 6
OWN_PAPERS = "X"  # the program's own sheets, which a case may do without


def seen(opened: OpenedCase, party: str) -> tuple[Point, ...]:
    """The seven points as the rules show them, for a party (all parties where none is named), in their order."""
    return seen_points(opened.view, opened.assessment.objections, opened.assessment.deadlines, party)


def papers_seen(opened: OpenedCase, party: str) -> Point:
    """What the drafting check says of the papers as they are issued, and which acts are not on paper.

    It goes through every paper of the case: work for a thread of its own.
    """
    told = next(point for point in seen(opened, party) if point.point == PAPERS)
    acts = {act.id: act for act in opened.case.live_acts() if _concerns(opened, act, party) and act.kind != REVIEW}
    issued = [paper for paper in opened.stored.file.documents if paper.cancelled_on is None and paper.act in acts]
    wrong = [words for paper in issued for words in _wrong(opened, paper, acts[paper.act])]
    missing = [words for act in acts.values() for words in _missing(opened, act, issued)]
    count = f"已制作文书 {len(issued)} 份，已逐份核对"
    words = (*told.words, count, *_some(wrong), *_some(missing))
    mark = NO if told.proposed == NO or wrong else OPEN if missing or not issued else YES
    return replace(told, proposed=mark, words=words)


def _concerns(opened: OpenedCase, act: Act, party: str) -> bool:
    return not party or opened.view.concerns(act, party)


def _wrong(opened: OpenedCase, paper: IssuedDocument, act: Act) -> Iterator[str]:
    """What the drafting check objects to in an issued paper, as the case stands now; formal remarks left out."""
    prepared = preview_values(opened.session, opened.case, act, paper.form, {})
    for problem in prepared.problems:
        if problem.severity != "formal":
            yield f"《{paper.title}》{paper.number}：{problem.text}"


def _missing(opened: OpenedCase, act: Act, issued: Sequence[IssuedDocument]) -> Iterator[str]:
    made = {paper.form for paper in issued if paper.act == act.id}
    for form in opened.session.forms.forms_for(act):
        if form.id not in made and not form.id.startswith(OWN_PAPERS) and not _made_elsewhere(act, form):
            yield f"没有制作《{form.title}》（{act.on:%m-%d}）"


def _made_elsewhere(act: Act, form: Form) -> bool:
    return act.document is not None and act.document.form == form.id


def _some(words: Sequence[str]) -> tuple[str, ...]:
    more = (f"另有 {len(words) - MOST_TOLD} 处",) if len(words) > MOST_TOLD else ()
    return (*words[:MOST_TOLD], *more)
