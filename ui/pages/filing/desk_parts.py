"""What is asked of the desk, and its answer part by part; read off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from models.queries.filing import filing_desk, filings_of, judged_not_major
from models.queries.filing_lines import DeskCounts, DeskRow, FilingLine, JudgedLine, desk_row
from models.queries.matters import count_matters, matters
from models.session import Session

View = Literal["open", "closed", "judged", "all", "matters"]
Entry = DeskRow | JudgedLine
PAGE, FEW_MATTERS = 100, 40  # rows of a part; a matter brings its own filings, so that fewer are read
DAYS, MOST = 30, 100  # how far back, and how many, judged not major stand below the list


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """Which view is looked at, narrowed by words, on a day."""

    view: View
    words: str
    today: date


@dataclass(frozen=True, slots=True)
class Place:
    """From where to read on: what is being listed, and the key after which."""

    listing: Literal["filings", "judged", "matters"]
    after: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows and where to read on, None at the end; `counts` where they were counted on the way."""

    entries: tuple[Entry, ...] = ()
    then: Place | None = None
    counts: DeskCounts | None = None


@dataclass(frozen=True, slots=True)
class FirstPart:
    """The first rows, what each view holds, and what was judged not major of late where nothing is looked for."""

    part: Part
    counts: DeskCounts
    matters: int
    judged: tuple[JudgedLine, ...] = ()


def first_part(session: Session, question: DeskQuestion) -> FirstPart:
    """What is shown first."""
    part = Part(then=_begin(question.view))
    while part.then is not None and len(part.entries) < PAGE:
        more = next_part(session, question, part.then)
        part = replace(more, entries=(*part.entries, *more.entries), counts=part.counts or more.counts)
    counts = part.counts or filing_desk(session, question.today, words=question.words, limit=1).counts
    of_late = question.view == "open" and not question.words.strip()
    since = question.today - timedelta(DAYS)
    judged = judged_not_major(session, since=since, limit=MOST) if of_late else ()
    return FirstPart(part, counts, count_matters(session), judged)


def next_part(session: Session, question: DeskQuestion, place: Place) -> Part:
    """What follows a place."""
    if place.listing == "matters":
        return _matters(session, question, place)
    return _judged(session, question, place) if place.listing == "judged" else _filings(session, question, place)


def _begin(view: View) -> Place:
    return Place("matters" if view == "matters" else "judged" if view == "judged" else "filings")


def _filings(session: Session, question: DeskQuestion, place: Place) -> Part:
    view: Literal["open", "closed", "all"] = "open"
    if question.view in ("closed", "all"):
        view = question.view
    page = filing_desk(session, question.today, view=view, words=question.words, limit=PAGE, after=place.after)
    if page.after is not None:
        return Part(page.rows, replace(place, after=page.after), page.counts)
    return Part(page.rows, Place("judged") if view == "all" else None, page.counts)


def _judged(session: Session, question: DeskQuestion, place: Place) -> Part:
    read = judged_not_major(session, since=date.min, words=question.words, limit=PAGE, after=place.after)
    return Part(read, replace(place, after=read[-1].place) if len(read) == PAGE else None)


def _matters(session: Session, question: DeskQuestion, place: Place) -> Part:
    """The next few matters; the key is how many were read."""
    start = int(place.after[0]) if place.after else 0
    wanted = [each for each in matters(session) if question.words in f"{each.title} {each.number}"]
    found = [filings_of(session, each.matter_id, question.today) for each in wanted[start : start + FEW_MATTERS]]
    end = start + FEW_MATTERS
    return Part(_rows(found), replace(place, after=(str(end),)) if end < len(wanted) else None)


def _rows(found: Sequence[tuple[FilingLine, ...]]) -> tuple[DeskRow, ...]:
    return tuple(desk_row(lines) for lines in found if lines)
